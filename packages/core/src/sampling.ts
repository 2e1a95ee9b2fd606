import * as tf from '@tensorflow/tfjs-core'
import type { SpikeAndSlab } from './recognition.js'

/** The random numbers behind one sample, each [B, J]. */
export interface SpikeAndSlabNoise {
  /** N(0, 1): where in the slab. */
  readonly eps: tf.Tensor2D
  /** U[0, 1): spike or not. */
  readonly eta: tf.Tensor2D
}

/** Which of the slab's two spreads is interpolated in warm-up: `variance` in the paper, `log-variance` in the authors' program. */
export type WarmUp = 'variance' | 'log-variance'

/**
 * z [B, J] with soft spikes, for training: sigmoid(slope (eta - 1 + gamma)) (mu + s eps) (supplement of Tonolini et al.
 * 2019, B.1, B.2). It leaks: at gamma = 0 the factor's mean is ln 2 / slope, which is 0.0139 at slope 50.
 */
export function sampleSoft(q: SpikeAndSlab, { eps, eta }: SpikeAndSlabNoise, slope: tf.Scalar): tf.Tensor2D {
  const spike = tf.sigmoid(tf.mul(slope, tf.add(tf.sub(eta, 1), tf.exp(q.logGamma))))
  return tf.mul(spike, sampleSlab(q, eps))
}

/** z [B, J] with hard spikes, for evaluation: the slab with probability gamma, exactly 0 otherwise. */
export function sampleHard(q: SpikeAndSlab, { eps, eta }: SpikeAndSlabNoise): tf.Tensor2D {
  // eta is never 1, so >= makes gamma = 1 always and gamma = 0 never a spike
  const spike = tf.cast(tf.greaterEqual(eta, tf.sub(1, tf.exp(q.logGamma))), 'float32')
  return tf.mul(spike, sampleSlab(q, eps))
}

/** mu + s eps */
function sampleSlab(q: SpikeAndSlab, eps: tf.Tensor2D): tf.Tensor2D {
  return tf.add(q.mu, tf.mul(tf.exp(tf.mul(q.logVar, 0.5)), eps))
}

/**
 * The slab on its way from N(0, 1) at lambda = 0 to the encoder's at lambda = 1; the spikes stay (supplement of Tonolini
 * et al. 2019, D). Mean lambda mu; variance lambda s^2 + 1 - lambda, or log variance lambda log s^2.
 */
export function warmUpSlab(q: SpikeAndSlab, lambda: tf.Scalar, form: WarmUp): SpikeAndSlab {
  return { ...q, mu: tf.mul(lambda, q.mu), logVar: warmUpLogVar(q.logVar, lambda, form) }
}

function warmUpLogVar(logVar: tf.Tensor2D, lambda: tf.Scalar, form: WarmUp): tf.Tensor2D {
  if (form === 'log-variance') return tf.mul(lambda, logVar)
  const variance = tf.add<tf.Tensor2D>(tf.mul(lambda, tf.exp(logVar)), tf.sub(1, lambda))
  // At lambda = 1 a variance may underflow to 0, where the logarithm's gradient is 0 / 0.
  return tf.log(tf.add<tf.Tensor2D>(variance, 1e-30))
}
