import { checkBits, checkExamples, checkHasColumns, checkProbabilities } from './edge.js'
import { type Matrix, rowOf } from './matrix.js'
import { mean } from './mean.js'
import { pearson } from './pearson.js'

/** How well spikes tell attributes, from 0 to 1. */
export interface SpikeRecovery {
  /** For each attribute the largest |corr(gamma_j, S_a)| of any latent: 1 where one switches on exactly with the attribute. */
  readonly perAttribute: readonly number[]
  /** The mean over attributes. */
  readonly mean: number
}

/**
 * Whether spikes tell which attributes an example has: per attribute the best |corr(gamma_j, S_a)| over latents. A spike
 * that is always on, or an attribute that is always there, has a correlation of 0.
 *
 * @param gammas [N, J], spike probabilities of q(z|x)
 * @param present [N, attributes], the bits S, 0 or 1
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 */
export function spikeRecovery(gammas: Matrix, present: Matrix): SpikeRecovery {
  checkExamples({ gammas, present })
  checkProbabilities('gammas', gammas)
  checkBits('present', present)
  checkHasColumns('present', present)
  const correlations = pearson(present, gammas)
  const perAttribute = Array.from({ length: present.columns }, (_, attribute) =>
    Math.max(0, ...rowOf(correlations, attribute).map(Math.abs)),
  )
  return { perAttribute, mean: mean(perAttribute) }
}
