import type { DType, HostArray, NamedTensors, TensorSpec } from '@vsc/tensors'
import { EngineError } from './errors.js'
import { mapRecord } from './record.js'

export type { DType, HostArray, HostTensor, NamedTensors, TensorMap, TensorSpec } from '@vsc/tensors'

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1)

export const isHostArray = (data: unknown): data is HostArray =>
  data instanceof Float32Array || data instanceof Int32Array || data instanceof Uint8Array

export function dtypeOf(data: HostArray): DType {
  if (data instanceof Float32Array) return 'float32'
  return data instanceof Int32Array ? 'int32' : 'bool'
}

export function allocate(dtype: DType, size: number): HostArray {
  if (dtype === 'float32') return new Float32Array(size)
  return dtype === 'int32' ? new Int32Array(size) : new Uint8Array(size)
}

export const copyTensors = (tensors: NamedTensors<Float32Array>): NamedTensors<Float32Array> =>
  mapRecord(tensors, ({ shape, data }) => ({ shape, data: data.slice() }))

/** Refuses an array that is not what `spec` says, naming it, what was found and what was expected. */
export function checkArray(name: string, data: HostArray, spec: TensorSpec): void {
  const expected = spec.dtype ?? 'float32'
  if (!isHostArray(data)) {
    throw new EngineError('WRONG_DTYPE', `${name} must be a ${arrayTypes[expected]}, got ${describe(data)}`)
  }
  if (dtypeOf(data) !== expected) {
    throw new EngineError(
      'WRONG_DTYPE',
      `${name} must be a ${arrayTypes[expected]} (${expected}), got a ${data.constructor.name} (${dtypeOf(data)})`,
    )
  }
  if (data.length !== sizeOf(spec.shape)) {
    throw new EngineError(
      'WRONG_SHAPE',
      `${name} must hold ${sizeOf(spec.shape)} numbers for its shape [${spec.shape.join(', ')}], got ${data.length}`,
    )
  }
}

const arrayTypes: Record<DType, string> = { float32: 'Float32Array', int32: 'Int32Array', bool: 'Uint8Array' }

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'object' && value !== null ? `a ${value.constructor.name}` : `${value}`
}
