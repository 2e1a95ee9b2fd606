import * as tf from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import { tensorNamed } from './named-tensors.js'
import type { ParameterSpecs } from './parameters.js'
import { xavierLimit, xavierParameter } from './xavier.js'

/** The shape of dense layers that lie side by side in one kernel. */
export interface DenseShape {
  readonly inputs: number
  /** The width of one head. */
  readonly outputs: number
  /** How many layers of this shape lie side by side in one kernel; 1 by default. */
  readonly heads?: number
  /** What each head's bias starts from; 0 by default. */
  readonly biases?: readonly number[]
}

/**
 * The parameters of a dense layer: `name/kernel` [inputs, heads * outputs], Xavier-uniform, and `name/bias` [heads * outputs].
 * Each head gets the fan of its own width, so merging layers into one kernel does not change how they start.
 */
export function denseParameters(name: string, { inputs, outputs, heads = 1, biases = [] }: DenseShape): ParameterSpecs {
  const width = heads * outputs
  return {
    [`${name}/kernel`]: xavierParameter([inputs, width], xavierLimit(inputs, outputs)),
    [`${name}/bias`]: {
      shape: [width],
      init: () => Float32Array.from({ length: width }, (_, i) => biases[Math.floor(i / outputs)] ?? 0),
    },
  }
}

/** x W + b for x [B, inputs], with the parameters of {@link denseParameters}: [B, heads * outputs]. */
export function dense(p: TensorMap, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.matMul(x, tensorNamed(p, `${name}/kernel`)), tensorNamed<tf.Tensor1D>(p, `${name}/bias`))
}
