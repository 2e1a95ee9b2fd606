import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, NamedTensors, Optimiser, StepResult } from '@vsc/engine'
import type { TrainingConfigInput } from './config.js'
import type { Ending } from './ending.js'
import type { LogPoint } from './log-point.js'
import type { ProgressListener } from './progress.js'
import type { RunKeeper } from './run-keeper.js'
import type { ValidationOptions } from './validation-plan.js'

/** What is trained, on what, by which engine, and how. */
export interface TrainOptions {
  readonly model: LatentModel
  /** Prepared examples, N of M numbers each. */
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfigInput
  /** Examples beside these that the model is asked about on the way. They change no step; `earlyStopping` may end training by them. */
  readonly validation?: ValidationOptions
  /** What is to take Adam's place, such as `sgd` of @vsc/engine. */
  readonly optimiser?: Optimiser
  /** Keeps the run: its log, its checkpoints and where it goes on from. Nothing is kept by default; `train` of @vsc/training/node keeps folders. */
  readonly keeper?: RunKeeper
  /** Once aborted, the step under way is finished, a checkpoint written, and what there is returned. */
  readonly signal?: AbortSignal
  /** Called after every step and at the end, such as `terminalProgress` of @vsc/training/node. */
  readonly onProgress?: ProgressListener
  /** Called after every step, and waited for. What it throws stops the run, after a checkpoint. */
  readonly onStep?: (step: TrainedStep) => unknown
  /** Called after every log point, and waited for. What it throws stops the run, after a checkpoint. */
  readonly onLog?: (point: LogPoint) => unknown
  /** Told what is out of the ordinary without being an error, such as a damaged checkpoint or an early stop; the console by default. */
  readonly onWarning?: (message: string) => void
}

/** A step that was taken: the loss, its terms and the gradient's norm are those before the update. */
export interface TrainedStep extends StepResult {
  /** Steps taken, this one included. */
  readonly iteration: number
  readonly learningRate: number
  /** The model's scalars, such as lambda and slope. */
  readonly schedules: Readonly<Record<string, number>>
  /** A copy of the parameters as they are now, after the update. Made only when asked for; ask before `onStep` is done. */
  parameters(): Promise<NamedTensors<Float32Array>>
}

/** How training ended, and the parameters of the last step. */
export interface TrainingResult {
  /** `interrupted` where the signal was aborted, `stopped-early` where validation had not improved for long, before the last step. */
  readonly state: Ending
  /** For people: how far the run got, and how to resume it. */
  readonly message: string
  /** Steps taken, before the run was resumed included. */
  readonly iteration: number
  /** Those after the last step, which need not be the best. */
  readonly parameters: NamedTensors<Float32Array>
  /** What was logged, before the run was resumed included. */
  readonly metrics: readonly LogPoint[]
  /** Time this call spent in its steps, and how many it took in a second on average. */
  readonly seconds: number
  readonly stepsPerSecond: number
}
