import * as tf from '@tensorflow/tfjs'
import type { NamedTensors, TensorMap } from '@vsc/engine'
import type { Rng } from '@vsc/random'
import { type DenseShape, dense, initDense } from './dense.js'

export interface NetworkShape extends DenseShape {
  /** H */
  readonly hidden: number
}

/** The network of both the recognition model and the likelihood: one hidden layer, then dense heads in one kernel. */
export interface Network {
  /** Parameters `name/hidden/kernel`, `name/hidden/bias`, `name/heads/kernel` and `name/heads/bias`. */
  init(rng: Rng): NamedTensors<Float32Array>
  /** All heads side by side, [B, heads * outputs], for x [B, inputs]. `tf.split(..., heads, 1)` parts them. */
  apply(p: TensorMap, x: tf.Tensor2D): tf.Tensor2D
}

/**
 * inputs -> dense H -> ReLU -> `heads` dense layers of `outputs` units each (supplement of Tonolini et al. 2019, A.1, A.2).
 * The heads share one kernel, so that they cost one matrix product forward and two backward.
 *
 * @example
 * const encoder = createNetwork('encoder', { inputs: 784, hidden: 3000, outputs: 40, heads: 2 })
 */
export function createNetwork(name: string, { inputs, hidden, ...heads }: NetworkShape): Network {
  return {
    init: (rng) => ({
      ...initDense(rng, `${name}/hidden`, { inputs, outputs: hidden }),
      ...initDense(rng, `${name}/heads`, { inputs: hidden, ...heads }),
    }),
    apply: (p, x) => dense(p, `${name}/heads`, tf.relu(dense(p, `${name}/hidden`, x))),
  }
}
