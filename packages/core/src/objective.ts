import * as tf from '@tensorflow/tfjs-core'
import { fixedPrior, type KlOptions, klSpikeAndSlab, logAbsence } from './kl.js'
import type { SpikeAndSlab } from './recognition.js'
import { selectionEntropy } from './selection.js'
import { elboTerms } from './terms.js'

/** Terms of the objective, example by example: each [B], in nats unless it is a probability. */
export type ExampleTerms = Readonly<Record<string, tf.Tensor1D>>

export interface PriorOptions extends KlOptions {
  /** The prior's sparsity. */
  readonly alpha: number
}

/** The ELBO's terms under the fixed prior alpha N(0, 1) + (1 - alpha) delta, which has no other term. */
export function fixedPriorTerms(logLikelihood: tf.Tensor1D, q: SpikeAndSlab, options: PriorOptions): ExampleTerms {
  return elboTerms(logLikelihood, klSpikeAndSlab(q, fixedPrior(options.alpha), options))
}

/** The prior that a batch selects. */
export interface SelectedPrior {
  /** The pseudo-inputs' posteriors, [K, J]. */
  readonly r: SpikeAndSlab
  /** KL(q_i || r_k), [B, K]. */
  readonly pairs: tf.Tensor2D
  /** w [B, K], rows summing to 1. */
  readonly weights: tf.Tensor2D
}

/**
 * The objective's terms under the prior made of the pseudo-inputs' posteriors r [K, J], chosen by weights w [B, K]
 * (supplement of Tonolini et al. 2019, A.3 and C). Beside those of the ELBO:
 * - `sparsity`: J KL(Bernoulli(gbar) || Bernoulli(alpha)), the regulariser that ties the prior's spikes to alpha;
 * - `priorSpikeProbability`: gbar;
 * - `selectionEntropy`: of w, from 0 to log K;
 * - `elboMixture`: a prior chosen by x is no prior, so `elbo` is not strictly a bound. Against the mixture
 *   (1/K) sum_k r_k the valid bound is `elbo` - KL(w || uniform), and KL(w || uniform) = log K - `selectionEntropy`.
 */
export function pseudoInputPriorTerms(
  logLikelihood: tf.Tensor1D,
  { r, pairs, weights }: SelectedPrior,
  alpha: number,
): ExampleTerms {
  const terms = elboTerms(logLikelihood, selectedKl(weights, pairs))
  const entropy = selectionEntropy(weights)
  const gbar = selectedSpikeProbability(weights, r)
  const [count, latentDim] = r.mu.shape
  return {
    ...terms,
    elboMixture: tf.add(tf.sub(terms.elbo, Math.log(count)), entropy),
    sparsity: sparsityTerm(gbar, alpha, latentDim),
    priorSpikeProbability: gbar,
    selectionEntropy: entropy,
  }
}

/** KL_i = sum_k w_ik KL(q_i || r_k): [B], for weights w and pairwise divergences, both [B, K]. */
export function selectedKl(weights: tf.Tensor2D, pairs: tf.Tensor2D): tf.Tensor1D {
  return tf.sum(tf.mul(weights, pairs), 1)
}

/** gbar_i = mean_j sum_k w_ik gamma_kj: [B]. It averages over latents only, never over examples. */
export function selectedSpikeProbability(weights: tf.Tensor2D, r: SpikeAndSlab): tf.Tensor1D {
  return tf.sum(tf.mul(weights, spikeProbability(r)), 1)
}

/** The mean over latents of gamma: one number per row of q. */
export function spikeProbability(q: SpikeAndSlab): tf.Tensor1D {
  return tf.mean(tf.exp(q.logGamma), 1)
}

/** The alpha term of a whole batch: {@link sparsityTerm} at the mean of gbar over examples, so that each may have spikes of its own number. */
export function sparsityOfMean(gbar: tf.Scalar, alpha: number, latentDim: number): tf.Scalar {
  return tf.reshape(sparsityTerm(tf.reshape(gbar, [1]), alpha, latentDim), [])
}

/** J KL(Bernoulli(gbar) || Bernoulli(alpha)) in nats: [B], for gbar [B]. */
export function sparsityTerm(gbar: tf.Tensor1D, alpha: number, latentDim: number): tf.Tensor1D {
  const logGbar = tf.log(tf.add(gbar, 1e-30)) // changes no gbar but 0
  const present = tf.mul(gbar, tf.sub(logGbar, Math.log(alpha)))
  const absent = tf.mul(tf.sub(1, gbar), tf.sub(logAbsence(gbar), Math.log(1 - alpha)))
  return tf.mul(tf.add(present, absent), latentDim)
}
