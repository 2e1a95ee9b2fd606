import { checkExamples, checkProbabilities } from './argument-checks.js'
import type { Matrix } from './matrix.js'
import { mean } from './mean.js'
import { momentsOf } from './moments.js'

/** A number for each latent [J], and their mean (0 without latents). */
export interface PerLatent {
  readonly perLatent: Float64Array
  readonly mean: number
}

/**
 * How often each latent is on: its spike probability gamma, mean over examples.
 *
 * @param gammas [N, J], spike probabilities of q(z|x)
 * @throws MetricsError where there are fewer than two examples or an entry is not a probability
 */
export function meanSpikeProbability(gammas: Matrix): PerLatent {
  const perLatent = spikeMoments(gammas).mean
  return { perLatent, mean: mean(perLatent) }
}

/**
 * How far each latent's spike probability varies over examples: its standard deviation, from 0 (always the same) to 0.5
 * (fully on for half the examples and off for the others).
 *
 * A model whose active latents are simply always on is sparse in its number of latents, but its codes are not: for those
 * latents alone pass `selectColumns(gammas, activeLatents(a))`.
 *
 * @param gammas [N, J], spike probabilities of q(z|x)
 * @throws MetricsError where there are fewer than two examples or an entry is not a probability
 */
export function spikeVariation(gammas: Matrix): PerLatent {
  const perLatent = spikeMoments(gammas).deviation
  return { perLatent, mean: mean(perLatent) }
}

function spikeMoments(gammas: Matrix) {
  checkExamples({ gammas })
  checkProbabilities('gammas', gammas)
  return momentsOf(gammas)
}
