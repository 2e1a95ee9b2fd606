import * as tf from '@tensorflow/tfjs-core'
import type { SelectedPrior } from './objective.js'
import type { SpikeAndSlab } from './recognition.js'

/** How often each latent is on in the prior that a batch selects, mean_i sum_k w_ik gamma_kj: [J]. */
export function priorUsage({ weights, r }: Pick<SelectedPrior, 'weights' | 'r'>): tf.Tensor1D {
  return tf.mean(tf.matMul(weights, tf.exp(r.logGamma)), 0)
}

/** How often each latent is on in the codes of a batch, mean_i gamma_ij: [J]. */
export function posteriorUsage(q: SpikeAndSlab): tf.Tensor1D {
  return tf.mean(tf.exp(q.logGamma), 0)
}

const guard = 1e-4 // a usage of 1 has a finite cost, with a gradient

/**
 * What latents cost that are on in more than a share `limit` of a batch, in nats: sum_j KL(Bernoulli(max(usage_j, limit)) ||
 * Bernoulli(limit)). One that is used less, or never, costs nothing.
 *
 * The alpha term holds the mean over latents alone, which latents that are always on satisfy as well as ones that come and go:
 * under a likelihood that is worth hundreds of nats they stay on. This term makes each choose its examples.
 */
export function excessUsage(usage: tf.Tensor1D, limit: number): tf.Scalar {
  const excess = tf.maximum<tf.Tensor1D>(usage, limit)
  const present = tf.mul(excess, tf.sub(tf.log(excess), Math.log(limit)))
  const absent = tf.mul(
    tf.sub(1, excess),
    tf.sub(tf.log(tf.add(tf.sub(1, excess), guard)), Math.log(1 - limit + guard)),
  )
  return tf.sum(tf.add(present, absent))
}
