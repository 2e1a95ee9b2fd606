/**
 * One page in which a trained model can be explored.
 *
 * @module @vsc/explorer
 */
export type {
  Answer,
  ExplorerContents,
  ExplorerData,
  ExplorerLatent,
  ExplorerModel,
  ExplorerPrograms,
} from './contents.js'
export { ExplorerError, type ExplorerErrorCode } from './errors.js'
export type { ExplorerPageOptions } from './explorer-contents.js'
export { explorerPage } from './explorer-page.js'
export type { KernelCall, KernelProgram, ProgramType, ProgramValue } from './kernel-program.js'
export { type Recording, type RecordOptions, recordKernels } from './record-kernels.js'
export type { WeightEntry, Weights, WeightTensor } from './weights.js'
