import * as tf from '@tensorflow/tfjs-core'
import { BaselinesError } from './errors.js'
import { type Gaussian, logDensityPairs, logDensityPairsPerLatent } from './gaussian.js'
import { logSumExp } from './log-sum-exp.js'

/** Minibatch-weighted (`mws`) or minibatch-stratified (`mss`) sampling. */
export type Estimator = 'mws' | 'mss'

export interface AggregatePosteriorOptions {
  readonly estimator: Estimator
  /** N, of which the batch is a part. */
  readonly datasetSize: number
}

/**
 * Estimates of log q(z_i) and of log prod_j q(z_ij), each [B], for the samples z [B, J] of the posteriors q [B, J] of a batch. q(z)
 * is the aggregate posterior (1/N) sum_n q(z|x_n) of the whole data set, of which only the batch's B summands are known.
 *
 * - `mws`: 1/(N B) for every example of the batch. Biased: from the whole data set as batch it gives log q(z) - log N.
 * - `mss`: the weights of {@link stratifiedWeights}, under which the estimate of q(z), not of its logarithm, is unbiased.
 *
 * The joint density is weighted once and each marginal density by itself, before their product is taken (Chen et al.,
 * "Isolating sources of disentanglement in variational autoencoders", 2018, appendix C).
 *
 * @throws BaselinesError INVALID_BATCH_SIZE where `mss` has less than 2 or more than N examples
 */
export function aggregatePosterior(z: tf.Tensor2D, q: Gaussian, { estimator, datasetSize }: AggregatePosteriorOptions) {
  const [batch] = z.shape
  const weighted = <T extends tf.Tensor>(logDensities: tf.Tensor): T =>
    estimator === 'mws'
      ? tf.sub(logSumExp<T>(logDensities), Math.log(datasetSize * batch))
      : logSumExp<T>(tf.add(logDensities, tf.log(stratifiedWeights(batch, datasetSize))))
  return {
    logQz: weighted<tf.Tensor1D>(logDensityPairs(z, q)),
    logQzProduct: tf.sum<tf.Tensor1D>(weighted<tf.Tensor2D>(logDensityPairsPerLatent(z, q)), 0),
  }
}

/**
 * The weights [B, B] of minibatch-stratified sampling, for a batch of B = M + 1 out of N: row i gives the example that z_i was
 * drawn for 1/N, one other, the next in the batch, (N - M) / (N M), and the rest 1/M. Rows sum to 1.
 */
export function stratifiedWeights(batch: number, datasetSize: number): tf.Tensor2D {
  if (batch < 2 || batch > datasetSize) {
    throw new BaselinesError(
      'INVALID_BATCH_SIZE',
      `minibatch-stratified sampling needs batches of 2 to datasetSize = ${datasetSize} examples, got ${batch}; ` +
        "change the batch or datasetSize, or set the estimator to 'mws'",
    )
  }
  const others = batch - 1
  const weights = new Float32Array(batch * batch).fill(1 / others)
  for (let i = 0; i < batch; i++) {
    weights[i * batch + i] = 1 / datasetSize
    weights[i * batch + ((i + 1) % batch)] = (datasetSize - others) / (datasetSize * others)
  }
  return tf.tensor2d(weights, [batch, batch])
}
