import type { LogPoint } from './log-point.js'
import type { RunState } from './status.js'

/** Where a run stands, after a step or at its end. */
export interface TrainingProgress {
  readonly state: RunState
  /** Steps taken. */
  readonly iteration: number
  readonly iterations: number
  /** Over the last seconds. */
  readonly stepsPerSecond: number
  /** The newest log point, if there is one. */
  readonly latest: LogPoint | undefined
}

/** Called after every step of training. */
export type ProgressListener = (progress: TrainingProgress) => void
