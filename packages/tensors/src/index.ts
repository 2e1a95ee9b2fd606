/**
 * The types of tensors by name, which models and engines hand each other.
 *
 * @module @vsc/tensors
 */

export type { DType, HostArray, HostTensor, NamedTensors, TensorMap, TensorSpec } from './tensors.js'
