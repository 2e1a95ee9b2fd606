import type { Tensor } from '@tensorflow/tfjs'
import { EngineError } from './errors.js'
import { mapRecord } from './record.js'

/** The element types a program computes with. */
export type DType = 'float32' | 'int32' | 'bool'

/** The numbers of a tensor on the host, row-major; its type says the element type: float32, int32 or (bytes 0 and 1) bool. */
export type HostArray = Float32Array | Int32Array | Uint8Array

/** A tensor on the host: a shape and its numbers in row-major order. */
export interface HostTensor<A extends HostArray = HostArray> {
  readonly shape: readonly number[]
  readonly data: A
}

/** Tensors by name, such as the parameters of a model. */
export type NamedTensors<A extends HostArray = HostArray> = Readonly<Record<string, HostTensor<A>>>

/** Tensors by name, inside a body. */
export type TensorMap<Name extends string = string> = Readonly<Record<Name, Tensor>>

/** What a program expects of one of its inputs. */
export interface TensorSpec {
  readonly shape: readonly number[]
  /** `float32` by default. */
  readonly dtype?: DType
}

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
