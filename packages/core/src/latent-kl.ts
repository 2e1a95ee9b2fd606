import * as tf from '@tensorflow/tfjs-core'
import { type KlOptions, logAbsence } from './kl.js'
import type { SpikeAndSlab } from './recognition.js'

/**
 * The KL divergence of q from the selected pseudo-inputs, latent by latent and in nats: [B, J],
 *
 *     sum_k w_ik KL(q_ij || r_kj),
 *
 * for q [B, J], r [K, J] and weights w [B, K] whose rows sum to 1. Its sum over latents is `selectedKl` of `klPairs`. The
 * divergence is linear in functions of r ({@link klPairs}), so each of these is averaged by w first, in one matrix product.
 */
export function selectedLatentKl(
  weights: tf.Tensor2D,
  q: SpikeAndSlab,
  r: SpikeAndSlab,
  { varianceOffset = 0 }: KlOptions = {},
): tf.Tensor2D {
  const variance = (of: SpikeAndSlab) => tf.add<tf.Tensor2D>(tf.exp(of.logVar), varianceOffset)
  const selected = (ofR: tf.Tensor2D) => tf.matMul(weights, ofR) as tf.Tensor2D
  const [gamma, gammaOfR] = [tf.exp(q.logGamma), tf.exp(r.logGamma)]
  const [varianceOfQ, varianceOfR] = [variance(q), variance(r)]
  const precision = tf.div<tf.Tensor2D>(1, varianceOfR)

  const meanOfR = selected(tf.mul(r.mu, precision))
  const squareOfR = selected(tf.mul(tf.square(r.mu), precision))
  const square = tf.mul(tf.add(varianceOfQ, tf.square(q.mu)), selected(precision))
  const spread = tf.add(tf.sub(square, tf.mul(tf.mul(q.mu, 2), meanOfR)), squareOfR)
  const logVars = tf.sub(selected(tf.log(varianceOfR)), tf.log(varianceOfQ))
  const slab = tf.mul(tf.sub(tf.add(logVars, spread), 1), 0.5)

  const present = tf.mul(gamma, tf.add(slab, tf.sub(q.logGamma, selected(r.logGamma))))
  const absent = tf.mul(tf.sub(1, gamma), tf.sub(logAbsence(gamma), selected(logAbsence(gammaOfR))))
  return tf.add(present, absent)
}
