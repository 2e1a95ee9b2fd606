import * as tf from '@tensorflow/tfjs-core'
import type { SpikeAndSlab } from './recognition.js'

/** Options of the KL divergences between spike-and-slab distributions. */
export interface KlOptions {
  /** Added to every slab variance: 0 in the paper, 1e-6 in the authors' program. */
  readonly varianceOffset?: number
}

/** Added to 1 - gamma before its logarithm, because gamma may be exactly 1 (as in the authors' program). */
const spikeGuard = 1e-6

/** log(1 - gamma + 1e-6) */
export const logAbsence = <T extends tf.Tensor>(gamma: T): T => tf.log(tf.add<T>(tf.sub(1, gamma), spikeGuard))

/**
 * KL(q || r) in nats, summed over the last dimension: [B], for q [B, J] and an r that broadcasts to it,
 *
 *     sum_j gamma_q [log(s_r / s_q) + (s_q^2 + (mu_q - mu_r)^2) / (2 s_r^2) - 1/2]
 *         + gamma_q log(gamma_q / gamma_r) + (1 - gamma_q) log((1 - gamma_q) / (1 - gamma_r))
 *
 * (supplement of Tonolini et al. 2019, C, whose equation 9 prints sigma for sigma^2 and so can be negative). The guard of
 * log(1 - gamma) can take it below 0 by at most 1.4e-5 per dimension.
 */
export function klSpikeAndSlab(q: SpikeAndSlab, r: SpikeAndSlab<tf.Tensor>, options: KlOptions = {}): tf.Tensor1D {
  return tf.sum(klPerLatent(q, r, options), -1)
}

/** The same, latent by latent: [B, J]. */
export function klPerLatent(q: SpikeAndSlab, r: SpikeAndSlab<tf.Tensor>, options: KlOptions = {}): tf.Tensor2D {
  const from = parts(q, options)
  const to = parts(r, options)
  const spread = tf.mul(tf.add(from.variance, tf.square(tf.sub(q.mu, r.mu))), precisionOf(to))
  const slab = tf.mul(tf.sub(tf.add(tf.sub(to.logVar, from.logVar), spread), 1), 0.5)
  const present = tf.mul(from.gamma, tf.add(slab, tf.sub(q.logGamma, r.logGamma)))
  const absent = tf.mul(tf.sub(1, from.gamma), tf.sub(from.logAbsence, to.logAbsence))
  return tf.add(present, absent)
}

/** The prior alpha N(0, 1) + (1 - alpha) delta in every dimension, as scalars that broadcast (the paper's first version, 2018). */
export const fixedPrior = (alpha: number): SpikeAndSlab<tf.Scalar> => ({
  mu: tf.scalar(0),
  logVar: tf.scalar(0),
  logGamma: tf.scalar(Math.log(alpha)),
})

/**
 * KL(q_i || r_k) in nats for every pair: [B, K], for q [B, J] and r [K, J]. The same formula as {@link klSpikeAndSlab}, but
 * every term of it is a function of q times a function of r, so that one matrix product of [B, 3J] and [3J, K] does it.
 *
 * (mu_q - mu_r)^2 is multiplied out, so rounding leaves an error of about 1e-7 mu^2 / s_r^2 per dimension.
 */
export function klPairs(q: SpikeAndSlab, r: SpikeAndSlab, options: KlOptions = {}): tf.Tensor2D {
  const from = parts(q, options)
  const to = parts(r, options)
  const halfPrecision = tf.mul<tf.Tensor2D>(precisionOf(to), 0.5)
  const meanByPrecision = tf.mul<tf.Tensor2D>(r.mu, halfPrecision)
  const perSpike = tf.add(tf.mul(to.logVar, 0.5), tf.sub(tf.mul(meanByPrecision, r.mu), r.logGamma))
  const ofQ = sideBySide(
    from.gamma,
    tf.mul(from.gamma, q.mu),
    tf.mul(from.gamma, tf.add(from.variance, tf.square(q.mu))),
  )
  const ofR = sideBySide(tf.add(perSpike, to.logAbsence), tf.mul(meanByPrecision, -2), halfPrecision)

  const present = tf.mul(from.gamma, tf.sub(q.logGamma, tf.mul(tf.add(from.logVar, 1), 0.5)))
  const absent = tf.mul(tf.sub(1, from.gamma), from.logAbsence)
  const ofQAlone = tf.sum(tf.add(present, absent), 1, true) // [B, 1]
  const ofRAlone = tf.sum(to.logAbsence, 1) // [K]
  return tf.sub(tf.add(tf.matMul(ofQ, ofR, false, true), ofQAlone), ofRAlone)
}

const sideBySide = (...columns: tf.Tensor2D[]): tf.Tensor2D => tf.concat(columns, 1)

/** 1 / variance; the gradient of the quotient has the variance's square, which underflows to 0 / 0 for variances below 1e-22. */
const precisionOf = <T extends tf.Tensor>({ logVar }: { readonly logVar: T }): T => tf.exp(tf.neg(logVar))

function parts<T extends tf.Tensor>({ logVar, logGamma }: SpikeAndSlab<T>, { varianceOffset = 0 }: KlOptions) {
  const gamma = tf.exp(logGamma)
  const spread = tf.exp(logVar)
  const variance: T = varianceOffset === 0 ? spread : tf.add(spread, varianceOffset)
  return {
    gamma,
    variance,
    logVar: varianceOffset === 0 ? logVar : tf.log(variance),
    logAbsence: logAbsence(gamma),
  }
}
