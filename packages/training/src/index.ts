/**
 * The training loop, in a page as well as in Node.js: schedules, validation, exact resume, and the formats of what is kept.
 *
 * @module @vsc/training
 */

export { checkSize } from './check-size.js'
export type { Checkpoint, CheckpointSummary } from './checkpoint.js'
export { decodeCheckpoint, encodeCheckpoint } from './checkpoint-bytes.js'
export { mismatches } from './checkpoint-match.js'
export {
  schedulesOf,
  stepSizesOf,
  type TrainingConfig,
  type TrainingConfigInput,
  trainingConfigSchema,
} from './config.js'
export { comparableData, type DataDescription } from './data-description.js'
export { TrainingError, type TrainingErrorCode } from './errors.js'
export type { Judgement } from './judgement.js'
export { keepInMemory, type MemoryKeeper } from './keep-in-memory.js'
export type { LogPoint } from './log-point.js'
export type { WindowSums } from './log-window.js'
export type { ProgressListener, TrainingProgress } from './progress.js'
export { describeRun, isSameRun, type RunDescription } from './run-description.js'
export type { BegunRun, KeptRun, RunKeeper } from './run-keeper.js'
export { decodeSafetensors, encodeSafetensors, type Safetensors } from './safetensors.js'
export type { RunState, TrainingStatus } from './status.js'
export { train } from './train.js'
export type { TrainedStep, TrainingResult, TrainOptions } from './train-options.js'
export { endedSchedules, unfinishedSchedules } from './unfinished-schedules.js'
export type { ValidationOptions } from './validation-plan.js'
