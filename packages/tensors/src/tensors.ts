import type { Tensor } from '@tensorflow/tfjs-core'

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
