import type { Shapes } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Checkpoint } from './checkpoint.js'
import type { LogPoint } from './log-point.js'
import type { RunDescription } from './run-description.js'
import type { TrainingStatus } from './status.js'

/**
 * Takes hold of where a run is kept while it is trained, such as a folder or a browser's storage. It is called once, before the first
 * step; what it throws ends training.
 */
export type RunKeeper = (begun: BegunRun) => Promise<KeptRun>

/** A run that is about to begin. */
export interface BegunRun {
  readonly run: RunDescription
  readonly data: DataSet
  /** What the engine runs on. */
  readonly device: string
  /** The model's. */
  readonly parameterShapes: Shapes
  /** The same of what an optimiser carries that is in Adam's place. */
  readonly optimiserShapes?: Shapes | undefined
  /** Told what is out of the ordinary without being an error, for people. */
  readonly onWarning: (message: string) => void
  /** Once aborted, waiting ends. */
  readonly signal?: AbortSignal | undefined
}

/** A run that is kept while it is under way. */
export interface KeptRun {
  /** Where to go on from, where the run is resumed. Handed over once and not held on to, for it is as large as the run itself. */
  takeCheckpoint(): Checkpoint | undefined
  /** What was logged before that. */
  readonly points: readonly LogPoint[]
  /** What people find the newest good checkpoint by. */
  lastCheckpoint(): string | undefined
  /** A sentence for people whose run was interrupted. */
  readonly howToResume: string
  /** Writes down a point of the log. */
  log(point: LogPoint, stepsPerSecond: number): Promise<void>
  /** Keeps a checkpoint, whose arrays change with the next step. */
  save(checkpoint: Omit<Checkpoint, 'run' | 'device'>): Promise<void>
  /** Writes down how the run ended, and lets go of it. */
  close(end: Pick<TrainingStatus, 'state' | 'iteration' | 'message'>): Promise<void>
}
