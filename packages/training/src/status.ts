/** `stopped-early` where validation has not improved for as long as `earlyStopping` has patience. */
export type RunState = 'running' | 'done' | 'stopped-early' | 'failed' | 'interrupted'

/** How a run stands: the contents of status.json. After `kill -9` it still says `running`. */
export interface TrainingStatus {
  readonly state: RunState
  /** Steps taken. */
  readonly iteration: number
  readonly iterations: number
  /** What went wrong, or how to go on. */
  readonly message?: string | undefined
  /** When the run was first started, in ISO 8601. */
  readonly startedAt: string
  /** Time spent training, over all its resumptions. */
  readonly seconds: number
}
