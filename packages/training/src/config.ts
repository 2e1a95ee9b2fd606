import { parseConfig, scheduleSchema } from '@vsc/core'
import { z } from 'zod'

const count = z.number().int().positive()

/** The settings of a training run, with their defaults; iterations are counted from 0. */
export const trainingConfigSchema = z.strictObject({
  /** Names the initial parameters, the order of the data and the noise of every iteration. */
  seed: z.union([z.number().int(), z.string()]).default(1),
  iterations: count,
  /** B, the examples of one step. */
  batchSize: count.default(500),
  /** The optimiser's step size: Adam's, unless another is in its place. */
  learningRate: scheduleSchema,
  /** The scalars that the model asks for by name, such as `lambda` and `slope`. */
  schedules: z.record(z.string(), scheduleSchema).default({}),
  /** Iterations before which the optimiser starts afresh, Adam's moments and its step count: in the authors' program, where the step size drops. */
  freshAdamAt: z.array(z.number().int().nonnegative()).default([]),
  /** Gradients with a larger norm, over all parameters together, are scaled down to it; null for none. */
  clipNorm: z.number().positive().nullable().default(null),
  /** A new order of the data every epoch; otherwise the data set's own. */
  shuffle: z.boolean().default(true),
  /** Iterations that one line of metrics.jsonl averages over. */
  logEvery: count.default(100),
  checkpointEvery: count.default(1000),
  /** How many of the newest checkpoints stay; the best one stays besides. */
  keepCheckpoints: count.default(3),
  /** The validation term by which early stopping and `bestBy: 'validation'` judge, and whether more or less of it is better. */
  criterion: z
    .strictObject({ term: z.string().default('elbo'), goal: z.enum(['max', 'min']).default('max') })
    .prefault({}),
  /**
   * Which checkpoint is the best: that with the lowest training loss, or that with the best validation; one is then written
   * whenever a validation is better than all before.
   */
  bestBy: z.enum(['loss', 'validation']).default('loss'),
  /**
   * Ends training once so many validations in a row have not improved the criterion by more than `minImprovement` over the last that
   * did; null for never.
   */
  earlyStopping: z
    .strictObject({ patience: count, minImprovement: z.number().nonnegative().default(0) })
    .nullable()
    .default(null),
})

export type TrainingConfig = z.output<typeof trainingConfigSchema>

/** A {@link TrainingConfig} as it may be given: what has a default may be left out. */
export type TrainingConfigInput = z.input<typeof trainingConfigSchema>

/**
 * Checks a configuration and fills in the defaults.
 *
 * @param schedules the names of the scalars that the model wants: the configuration must give these and no others
 * @throws CoreError INVALID_CONFIG listing the problems, each with the path of its key
 */
export function parseTrainingConfig(config: TrainingConfigInput, schedules: readonly string[]): TrainingConfig {
  const schema = trainingConfigSchema.superRefine(({ schedules: given }, context) => {
    const problem = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['schedules', name], message })
    for (const name of schedules) if (!Object.hasOwn(given, name)) problem(name, 'the model needs this schedule')
    for (const name of Object.keys(given))
      if (!schedules.includes(name)) problem(name, 'the model has no such schedule')
  })
  return parseConfig(schema, config, 'training configuration')
}
