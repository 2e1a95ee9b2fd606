import * as tf from '@tensorflow/tfjs'
import type { NamedTensors, TensorMap } from '@vsc/engine'
import type { Rng } from '@vsc/random'
import { tensorNamed } from './named-tensors.js'

export interface DenseShape {
  readonly inputs: number
  /** The width of one head. */
  readonly outputs: number
  /** How many layers of this shape lie side by side in one kernel; 1 unless told. */
  readonly heads?: number
  /** What each head's bias starts from; 0 unless told. */
  readonly biases?: readonly number[]
}

/**
 * The limit of Xavier's (Glorot's) uniform initialisation, U(-limit, limit): sqrt(6 / (fanIn + fanOut)).
 * Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", 2010.
 */
export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(6 / (fanIn + fanOut))

/** A matrix [rows, columns] from Xavier's uniform distribution for a layer of these fans. */
export function xavierUniform(rng: Rng, shape: readonly [number, number], limit = xavierLimit(...shape)) {
  const data = rng.fillUniform(new Float32Array(shape[0] * shape[1]))
  for (let i = 0; i < data.length; i++) data[i] = (2 * data[i]! - 1) * limit
  return { shape, data }
}

/**
 * New parameters of a dense layer: `name/kernel` [inputs, heads * outputs], Xavier-uniform, and `name/bias` [heads * outputs].
 * Each head gets the fan of its own width, so merging layers into one kernel does not change how they start.
 */
export function initDense(rng: Rng, name: string, shape: DenseShape): NamedTensors<Float32Array> {
  const { inputs, outputs, heads = 1, biases = [] } = shape
  const bias = new Float32Array(heads * outputs)
  biases.forEach((value, head) => {
    bias.fill(value, head * outputs, (head + 1) * outputs)
  })
  return {
    [`${name}/kernel`]: xavierUniform(
      rng.fork(`${name}/kernel`),
      [inputs, heads * outputs],
      xavierLimit(inputs, outputs),
    ),
    [`${name}/bias`]: { shape: [heads * outputs], data: bias },
  }
}

/** x W + b for x [B, inputs], with the parameters of {@link initDense}: [B, heads * outputs]. */
export function dense(p: TensorMap, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return tf.add(tf.matMul(x, tensorNamed(p, `${name}/kernel`)), tensorNamed<tf.Tensor1D>(p, `${name}/bias`))
}
