// Made from the schemas by `pnpm run generate:settings`; do not edit. Inferred types would lose the comments.
import type { Schedule } from '@vsc/core'

/** A training configuration as it may be given: what has a default may be left out. */
export interface TrainingConfigInput {
  /** Names the initial parameters, the order of the data and the noise of every iteration. */
  seed?: number | string | undefined
  /** Steps of the optimiser. */
  iterations: number
  /** B, the examples of one step. */
  batchSize?: number | undefined
  /** The optimiser's step size: Adam's, unless another is in its place. */
  learningRate: Schedule
  /** The scalars that the model asks for by name, such as `lambda` and `slope`, as functions of the iteration. */
  schedules?: Record<string, Schedule> | undefined
  /** Iterations before which the optimiser starts afresh, Adam's moments and its step count: in the authors' program, where the step size drops. */
  freshAdamAt?: number[] | undefined
  /** Gradients with a larger norm, over all parameters together, are scaled down to it; null for none. */
  clipNorm?: number | null | undefined
  /** A new order of the data every epoch; otherwise the data set's own. */
  shuffle?: boolean | undefined
  /** Iterations that one line of metrics.jsonl averages over. */
  logEvery?: number | undefined
  /** Iterations from one checkpoint to the next. */
  checkpointEvery?: number | undefined
  /** How many of the newest checkpoints stay; the best one stays besides. */
  keepCheckpoints?: number | undefined
  /** What early stopping and `bestBy: validation` judge by. */
  criterion?:
    | {
        /** The term of the validation. */
        term?: string | undefined
        /** Whether more or less of it is better. */
        goal?: 'max' | 'min' | undefined
      }
    | undefined
  /** Which checkpoint is the best: that with the lowest training loss, or that with the best validation; one is then written whenever a validation is better than all before. */
  bestBy?: 'loss' | 'validation' | undefined
  /** Ends training once so many validations in a row have not improved the criterion by more than `minImprovement` over the last that did; null for never. */
  earlyStopping?:
    | {
        /** Validations in a row without an improvement after which training ends. */
        patience: number
        /** What the criterion must improve by for it to count as an improvement. */
        minImprovement?: number | undefined
      }
    | null
    | undefined
}

/** A complete configuration, valid as input again. */
export interface TrainingConfig {
  /** Names the initial parameters, the order of the data and the noise of every iteration. */
  seed: number | string
  /** Steps of the optimiser. */
  iterations: number
  /** B, the examples of one step. */
  batchSize: number
  /** The optimiser's step size: Adam's, unless another is in its place. */
  learningRate: Schedule
  /** The scalars that the model asks for by name, such as `lambda` and `slope`, as functions of the iteration. */
  schedules: Record<string, Schedule>
  /** Iterations before which the optimiser starts afresh, Adam's moments and its step count: in the authors' program, where the step size drops. */
  freshAdamAt: number[]
  /** Gradients with a larger norm, over all parameters together, are scaled down to it; null for none. */
  clipNorm: number | null
  /** A new order of the data every epoch; otherwise the data set's own. */
  shuffle: boolean
  /** Iterations that one line of metrics.jsonl averages over. */
  logEvery: number
  /** Iterations from one checkpoint to the next. */
  checkpointEvery: number
  /** How many of the newest checkpoints stay; the best one stays besides. */
  keepCheckpoints: number
  /** What early stopping and `bestBy: validation` judge by. */
  criterion: {
    /** The term of the validation. */
    term: string
    /** Whether more or less of it is better. */
    goal: 'max' | 'min'
  }
  /** Which checkpoint is the best: that with the lowest training loss, or that with the best validation; one is then written whenever a validation is better than all before. */
  bestBy: 'loss' | 'validation'
  /** Ends training once so many validations in a row have not improved the criterion by more than `minImprovement` over the last that did; null for never. */
  earlyStopping: {
    /** Validations in a row without an improvement after which training ends. */
    patience: number
    /** What the criterion must improve by for it to count as an improvement. */
    minImprovement: number
  } | null
}
