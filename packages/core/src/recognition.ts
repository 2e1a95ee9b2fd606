import * as tf from '@tensorflow/tfjs-core'
import { logSigmoid } from './log-sigmoid.js'

/**
 * A spike-and-slab distribution, prod_j gamma_j N(z_j; mu_j, s_j^2) + (1 - gamma_j) delta(z_j), by mu, log s^2 and log gamma
 * in nats, each [B, J]. Natural logarithms keep small spike probabilities exact.
 */
export type SpikeAndSlab<T extends tf.Tensor = tf.Tensor2D> = {
  readonly mu: T
  readonly logVar: T
  readonly logGamma: T
}

/** How log gamma follows from v: `rectified`, -ReLU(-v), in the paper and the authors' program; `sigmoid`, log sigmoid(v). */
export type SpikeActivation = 'rectified' | 'sigmoid'

export interface RecognitionOptions {
  readonly spikeActivation: SpikeActivation
  /** The share of the gradient that passes log gamma = 0 backward; see {@link rectifiedLogProbability}. Of `rectified` spikes. */
  readonly spikeGradientLeak: number
  /** Limits of log s^2, or null for none. */
  readonly logVarBounds: readonly [number, number] | null
}

/** How many heads of J units the recognition model has: mu, log variance and v, in this order. */
export const recognitionHeads = 3

/** q(z|x) from the heads [B, 3J] of the recognition network (supplement of Tonolini et al. 2019, A.2). */
export function spikeAndSlab(heads: tf.Tensor2D, options: RecognitionOptions): SpikeAndSlab {
  const [mu, logVar, v] = tf.split(heads, recognitionHeads, 1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]
  const { spikeActivation, spikeGradientLeak, logVarBounds } = options
  return {
    mu,
    logVar: logVarBounds === null ? logVar : tf.clipByValue(logVar, ...logVarBounds),
    logGamma: spikeActivation === 'sigmoid' ? logSigmoid(v) : rectifiedLogProbability(v, spikeGradientLeak),
  }
}

/**
 * log gamma = -ReLU(-v): gamma = exp(v) below v = 0 and exactly 1 above.
 *
 * Above 0 its gradient is zero, so a spike that has reached gamma = 1 for every example never comes down again. A leak
 * above 0 is a straight-through estimate: the value is the same, and that share of the gradient passes where v >= 0.
 */
function rectifiedLogProbability(v: tf.Tensor2D, leak: number): tf.Tensor2D {
  const value = (v: tf.Tensor2D): tf.Tensor2D => tf.neg(tf.relu(tf.neg(v)))
  if (leak === 0) return value(v)
  const leaky = tf.customGrad((v, save) => {
    ;(save as tf.GradSaveFunc)([v as tf.Tensor2D])
    return {
      value: value(v as tf.Tensor2D),
      gradFunc: (dy: tf.Tensor, [v]: tf.Tensor[]) => tf.mul(dy, tf.step(tf.neg(v!), leak)),
    }
  })
  return leaky(v)
}
