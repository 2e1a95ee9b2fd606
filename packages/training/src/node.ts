/**
 * Training into folders: runs that are written down and resumed to the bit, their checkpoints, logs and locks. For Node.js.
 *
 * @module @vsc/training/node
 */

export { writeFileAtomically, writeNote } from './node/atomic-file.js'
export { readCheckpoint } from './node/checkpoint-file.js'
export { bestOf, type CheckpointEntry, listCheckpoints, readNewestIntact } from './node/checkpoint-folder.js'
export { describeEnvironment, type Environment } from './node/environment.js'
export { seenInTraining } from './node/example-digests.js'
export { readMetrics } from './node/metrics-log.js'
export { readRunDescription } from './node/read-run-description.js'
export { readSafetensorsMetadata } from './node/safetensors-metadata.js'
export { readStatus } from './node/status-file.js'
export { type TerminalProgressOptions, terminalProgress } from './node/terminal-progress.js'
export { type TrainOptions, train } from './node/train.js'
