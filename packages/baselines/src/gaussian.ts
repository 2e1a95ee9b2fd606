import * as tf from '@tensorflow/tfjs-core'

/** Products of independent Gaussians, prod_j N(z_j; mu_j, s_j^2), by mu and log s^2, each [B, J]. */
export type Gaussian = {
  readonly mu: tf.Tensor2D
  readonly logVar: tf.Tensor2D
}

const log2Pi = Math.log(2 * Math.PI)

/** KL(q || N(0, I)) in nats: [B], 1/2 sum_j (mu^2 + s^2 - 1 - log s^2) (Kingma and Welling 2014, appendix B). */
export function klToStandardNormal(q: Gaussian): tf.Tensor1D {
  return tf.sum(klPerLatent(q), 1)
}

/** The same, latent by latent: [B, J]. */
export function klPerLatent({ mu, logVar }: Gaussian): tf.Tensor2D {
  return tf.mul(tf.sub(tf.add(tf.square(mu), tf.exp(logVar)), tf.add(logVar, 1)), 0.5)
}

/** KL(q_ij || r_kj) in nats of every latent under every one of K others: [B, K, J], for q [B, J] and r [K, J]. */
export function klPairsPerLatent(q: Gaussian, r: Gaussian): tf.Tensor3D {
  const [batch, latentDim] = q.mu.shape
  const asRows = (x: tf.Tensor2D) => tf.reshape<tf.Rank.R3>(x, [batch, 1, latentDim])
  const spread = tf.add(tf.exp(asRows(q.logVar)), tf.squaredDifference(asRows(q.mu), r.mu))
  const logVars = tf.sub(r.logVar, asRows(q.logVar))
  return tf.mul(tf.sub(tf.add(logVars, tf.mul(spread, precisionOf(r))), 1), 0.5)
}

/** 1 / s^2, whose gradient as a quotient would be 0 / 0 where s^4 underflows, below an s^2 of 1e-22. */
const precisionOf = ({ logVar }: Pick<Gaussian, 'logVar'>): tf.Tensor2D => tf.exp(tf.neg(logVar))

/** z = mu + s eps, [B, J]. */
export function sampleGaussian({ mu, logVar }: Gaussian, eps: tf.Tensor2D): tf.Tensor2D {
  return tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps))
}

/** log q(z) in nats at z = mu + s eps: [B]. Of z it needs eps alone, so it has no rounding of (z - mu) / s. */
export function logDensityOfSample({ logVar }: Gaussian, eps: tf.Tensor2D): tf.Tensor1D {
  return logDensityFrom(tf.add(tf.square(eps), logVar))
}

/** log N(z; 0, I) in nats: [B]. */
export function logStandardNormal(z: tf.Tensor2D): tf.Tensor1D {
  return logDensityFrom(tf.square(z))
}

/** From the squared distance in standard deviations plus the log variance, [B, J]. */
const logDensityFrom = (terms: tf.Tensor2D): tf.Tensor1D =>
  tf.mul(tf.add(tf.sum(terms, 1), terms.shape[1] * log2Pi), -0.5)

/**
 * log r_k(z_i) in nats for every pair: [B, K], for z [B, J] and r [K, J]. The square is multiplied out, so that one matrix
 * product of [B, 2J] and [2J, K] does it; rounding leaves an error of about 1e-7 z^2 / s^2 per latent.
 */
export function logDensityPairs(z: tf.Tensor2D, r: Gaussian): tf.Tensor2D {
  const { square, linear, constant } = quadratic(r)
  const products = tf.matMul(tf.concat([tf.square(z), z], 1), tf.concat([square, linear], 1), false, true)
  return tf.add(products, tf.sum(constant, 1))
}

/** log r_kj(z_ij) in nats, latent by latent: [J, B, K], whose sum over J is {@link logDensityPairs}. One batch of J products. */
export function logDensityPairsPerLatent(z: tf.Tensor2D, r: Gaussian): tf.Tensor3D {
  const { square, linear, constant } = quadratic(r)
  const column = tf.transpose(z) // [J, B]
  const ofZ = tf.stack([tf.square(column), column, tf.onesLike(column)], 2) as tf.Tensor3D // [J, B, 3]
  const ofR = tf.transpose<tf.Tensor3D>(tf.stack([square, linear, constant]) as tf.Tensor3D, [2, 0, 1]) // [J, 3, K]
  return tf.matMul(ofZ, ofR)
}

/** log N(z; mu, s^2) as square z^2 + linear z + constant, each [K, J]. */
function quadratic({ mu, logVar }: Gaussian) {
  const precision = precisionOf({ logVar })
  const linear = tf.mul<tf.Tensor2D>(mu, precision)
  return {
    square: tf.mul<tf.Tensor2D>(precision, -0.5),
    linear,
    constant: tf.mul<tf.Tensor2D>(tf.add(tf.add(tf.mul(linear, mu), logVar), log2Pi), -0.5),
  }
}
