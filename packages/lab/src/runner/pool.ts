import type { Plan, PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import type { TrainedWith } from '../store/saved-run.js'

/**
 * What trains the runs of an experiment: processes of this machine ({@link localPool}), or workers of a queue on any number of them.
 * Whoever plans and reports need not know which.
 */
export interface Pool {
  /** How it trains so many models, for people, such as `2 at a time, on cpu`. */
  describe(plan: Plan, todo: readonly PlannedRun[]): string
  /**
   * Trains every run into its folder under `folder`, or brings it there; what was trained before is gone on with. One that fails does
   * not keep the others from being trained. Comes back once all are done, or soon after the signal.
   */
  train(stage: TrainingStage): Promise<Failure[]>
}

/** The runs that a pool is to train, and whom it tells of them. */
export interface TrainingStage {
  readonly lab: Lab
  /** All that is to be trained, of which `runs` are left. */
  readonly plan: Plan
  /** Those that are still to be trained. */
  readonly runs: readonly PlannedRun[]
  /** The experiment's folder. */
  readonly folder: string
  /** The iteration after which runs pause; they are trained to their ends by default. */
  readonly until?: number
  /** Names what a run trains; see `runIdentity`. */
  readonly identityOf: (run: PlannedRun) => Promise<string>
  /** Told of each run that was trained as far as it should be, once its folder is there. Waited for. */
  readonly onTrained: (run: PlannedRun, trainedWith: TrainedWith) => Promise<void>
  readonly signal: AbortSignal
  /** Says a line to people. */
  readonly announce: (message: string) => void
}

/** A run that could not be trained to its end. */
export interface Failure {
  readonly run: PlannedRun
  readonly error: unknown
}
