/**
 * The engine in a page: the same programs and the same training, on TensorFlow.js's backends for browsers. No Node.js.
 *
 * @module @vsc/engine/web
 */

// Bodies may use the chained form of ops: `x.square()`.
import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'

export type { AdamOptions } from './adam/adam.js'
export { EngineError, type EngineErrorCode } from './errors.js'
export { type AdamWOptions, adamW } from './optimiser/adam-w.js'
export type { Optimiser, OptimiserStep } from './optimiser/optimiser.js'
export { type SgdOptions, sgd } from './optimiser/sgd.js'
export type {
  Engine,
  Program,
  ProgramDefinition,
  StepInputs,
  StepResult,
  TrainingDefinition,
  TrainingProgram,
  TrainingState,
} from './program.js'
export type { DType, HostArray, HostTensor, NamedTensors, TensorMap, TensorSpec } from './tensor.js'
export type { BackendOptions, WebBackend } from './web/backends.js'
export { createEngine, type EngineName, type EngineOptions, engineNames } from './web/engine.js'
export type { OnnxOptions } from './web/onnx.js'
