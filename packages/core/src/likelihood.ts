import * as tf from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import * as z from 'zod'
import type { LikelihoodConfig } from './model-config.js'

export type { LikelihoodConfig }

/** p(x|z) as a function of what the decoder's heads give out. */
export interface Likelihood {
  /** How many heads of M units the decoder needs. */
  readonly heads: number
  /** log p(x|z) in nats, summed over the M dimensions: [B], for heads [B, heads * M] and x [B, M]. */
  logProb(heads: tf.Tensor2D, x: tf.Tensor2D): tf.Tensor1D
  /** The distribution's parameters, each [B, M]: `mean`, and `logVar` where it is Gaussian. */
  parameters(heads: tf.Tensor2D): TensorMap
}

/** The configuration keys of the likelihood, to be spread into the schema of a model. */
export const likelihoodKeys = {
  likelihood: z
    .enum(['gaussian', 'bernoulli'])
    .default('gaussian')
    .describe('p(x|z): `gaussian` for real-valued data, `bernoulli` for binary data (0 or 1, or probabilities).'),
  mean: z
    .enum(['linear', 'sigmoid', 'tanh'])
    .default('linear')
    .describe(
      "What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program.",
    ),
  varianceFloor: z
    .number()
    .min(0)
    .max(1e9)
    .default(1e-6)
    .describe(
      "Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them.",
    ),
}

/**
 * The likelihood that a model's configuration asks for.
 *
 * @example
 * const likelihood = createLikelihood({ likelihood: 'gaussian', mean: 'sigmoid', varianceFloor: 1e-6 })
 */
export function createLikelihood({ likelihood, mean, varianceFloor }: LikelihoodConfig): Likelihood {
  return likelihood === 'bernoulli' ? bernoulli : gaussian(mean, varianceFloor)
}

/**
 * Independent Gaussians (supplement of Tonolini et al. 2019, A.1): heads mean and log variance,
 * log p(x|z) = sum_m -1/2 [log 2 pi + log v_m + (x_m - mean_m)^2 / v_m] with v = exp(head) + varianceFloor.
 */
function gaussian(mean: LikelihoodConfig['mean'], varianceFloor: number): Likelihood {
  const activate = { linear: (x: tf.Tensor2D) => x, sigmoid: tf.sigmoid, tanh: tf.tanh }[mean]
  const moments = (heads: tf.Tensor2D) => {
    const [location, scale] = tf.split<tf.Tensor2D>(heads, 2, 1) as [tf.Tensor2D, tf.Tensor2D]
    return { mean: activate(location) as tf.Tensor2D, variance: tf.add(tf.exp(scale), varianceFloor) as tf.Tensor2D }
  }
  return {
    heads: 2,
    logProb(heads, x) {
      const { mean, variance } = moments(heads)
      const surprise = tf.add(tf.log(variance), tf.div(tf.square(tf.sub(x, mean)), variance))
      const constant = (x.shape[1] / 2) * Math.log(2 * Math.PI)
      return tf.sub(tf.mul(tf.sum(surprise, 1), -0.5), constant)
    },
    parameters(heads) {
      const { mean, variance } = moments(heads)
      return { mean, logVar: tf.log(variance) }
    },
  }
}

/** Independent Bernoulli variables, one head of logits l: log p(x|z) = sum_m x_m l_m - log(1 + exp l_m). */
const bernoulli: Likelihood = {
  heads: 1,
  logProb: (logits, x) => tf.sum(tf.sub(tf.mul(x, logits), tf.softplus(logits)), 1),
  parameters: (logits) => ({ mean: tf.sigmoid(logits) }),
}
