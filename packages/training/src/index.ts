/**
 * The training loop: schedules, checkpoints, exact resume, validation and logs.
 *
 * @module @vsc/training
 */

export { writeFileAtomically, writeNote } from './atomic-file.js'
export { checkSize } from './check-size.js'
export { type Checkpoint, type CheckpointSummary, readCheckpoint } from './checkpoint.js'
export { bestOf, type CheckpointEntry, listCheckpoints, readNewestIntact } from './checkpoint-folder.js'
export { mismatches } from './checkpoint-match.js'
export {
  schedulesOf,
  stepSizesOf,
  type TrainingConfig,
  type TrainingConfigInput,
  trainingConfigSchema,
} from './config.js'
export { comparableData, type DataDescription } from './data-description.js'
export { describeEnvironment, type Environment } from './environment.js'
export { TrainingError, type TrainingErrorCode } from './errors.js'
export { seenInTraining } from './example-digests.js'
export type { Judgement } from './judgement.js'
export type { WindowSums } from './log-window.js'
export { type LogPoint, readMetrics } from './metrics-log.js'
export {
  type ProgressListener,
  type TerminalProgressOptions,
  type TrainingProgress,
  terminalProgress,
} from './progress.js'
export { describeRun, isSameRun, type RunDescription, readRunDescription } from './run-description.js'
export { decodeSafetensors, encodeSafetensors, type Safetensors } from './safetensors.js'
export { readSafetensorsMetadata } from './safetensors-header.js'
export { type RunState, readStatus, type TrainingStatus } from './status.js'
export { train } from './train.js'
export type { TrainedStep, TrainingResult, TrainOptions } from './train-options.js'
export { endedSchedules, unfinishedSchedules } from './unfinished-schedules.js'
export type { ValidationOptions } from './validation-plan.js'
