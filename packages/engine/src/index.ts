/**
 * Runs functions written in TensorFlow.js: traced into ONNX Runtime, or eagerly on a TensorFlow.js backend.
 *
 * @module @vsc/engine
 */

// Bodies may use the chained form of ops: `x.square()`.
import type {} from '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'

export type { AdamOptions } from './adam/adam.js'
export { usableCores } from './availability/machine.js'
export { describeEngines, type EngineReport } from './describe-engines.js'
export { createEngine } from './engine.js'
export { EngineError, type EngineErrorCode } from './errors.js'
export type { Attribute, ElementType, GraphBuilder, NodeSpec, Value, ValueSpec } from './graph/graph.js'
export { type ExportDefinition, exportOnnx } from './onnx/export.js'
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
export { type EngineName, type EngineOptions, engineNames } from './runtime.js'
export type { DType, HostArray, HostTensor, NamedTensors, TensorMap, TensorSpec } from './tensor.js'
export { prepareTensorFlow } from './tensorflow/prepare.js'
export type { KernelCall, Mapping } from './tracing/mapping.js'
export { registerMapping } from './tracing/registry.js'
