import { checkBits, checkExamples, checkHasColumns, checkProbabilities } from './argument-checks.js'
import { bestLatents } from './best-latent.js'
import { type Matrix, rowOf } from './matrix.js'
import { mean } from './mean.js'
import { momentsOf } from './moments.js'
import { pearson } from './pearson.js'

/** How one attribute is told by a single spike. */
export interface AttributeRecovery {
  /** corr(s_j, S_a) of the latent that has it largest in size, from -1 to 1: below 0 where it is inverted. */
  readonly correlation: number
  /** That latent. */
  readonly latent: number
  /** Whether it is on where the attribute is absent. */
  readonly inverted: boolean
}

/** How well spikes tell attributes. */
export interface SpikeRecovery {
  readonly perAttribute: readonly AttributeRecovery[]
  /** The mean over attributes of the sizes of `correlation`, from 0 to 1; an inverted spike counts as any other. */
  readonly mean: number
  /** The mean over attributes of the largest correlation that is not inverted, from 0 to 1. */
  readonly meanUpright: number
  /** The indices of the attributes whose best spike is on where they are absent. */
  readonly inverted: readonly number[]
}

/**
 * Whether spikes tell which attributes an example has: per attribute the best correlation of any latent's drawn spike
 * s_j ~ Bernoulli(gamma_j) with the bit S_a. It is 1 where a latent switches on exactly with the attribute, and 0 for one
 * that is always on.
 *
 * Nothing is drawn: over examples and draws, E[s S] = E[gamma S] and Var(s) = E[gamma] (1 - E[gamma]), so
 *
 *     corr(s, S) = cov(gamma, S) / sqrt(E[gamma] (1 - E[gamma]) Var(S)),
 *
 * the phi coefficient of two bits. How far gamma follows S counts, and not only that it does: gamma = 0.5 + 1e-6 S, whose own
 * correlation with S is 1, recovers nothing.
 *
 * @param gammas [N, J], spike probabilities of q(z|x), one latent or more
 * @param present [N, attributes], the bits S, 0 or 1
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const present = matrixFromRows([[1, 0], [0, 0], [1, 1], [0, 1]])
 * const gammas = matrixFromRows([[1, 0.5], [0, 0.5], [1, 0.1], [0, 0.1]])
 * const { perAttribute, inverted } = spikeRecovery(gammas, present)
 * // [{ correlation: 1, latent: 0, inverted: false }, { correlation: -0.44, latent: 1, inverted: true }], [1]
 */
export function spikeRecovery(gammas: Matrix, present: Matrix): SpikeRecovery {
  checkExamples({ gammas, present })
  checkProbabilities('gammas', gammas)
  checkBits('present', present)
  checkHasColumns('gammas', gammas)
  checkHasColumns('present', present)
  const correlations = spikeCorrelations(gammas, present)
  const perAttribute = bestLatents(correlations).map((best) => ({ ...best, inverted: best.correlation < 0 }))
  const upright = perAttribute.map((_, attribute) => Math.max(0, ...rowOf(correlations, attribute)))
  return {
    perAttribute,
    mean: mean(perAttribute.map(({ correlation }) => Math.abs(correlation))),
    meanUpright: mean(upright),
    inverted: perAttribute.flatMap(({ inverted }, attribute) => (inverted ? [attribute] : [])),
  }
}

/** corr(s_j, S_a), [attributes, J]: that of gamma itself, less what drawing adds to its deviation. */
function spikeCorrelations(gammas: Matrix, present: Matrix): Matrix<Float64Array> {
  const { mean: on, deviation } = momentsOf(gammas)
  const { rows, columns, data } = pearson(present, gammas)
  // A constant gamma has a correlation of 0, also where it is 0 or 1 and a drawn spike does not vary.
  const shrink = on.map((p, j) => (deviation[j] === 0 ? 0 : Math.min(1, deviation[j]! / Math.sqrt(p * (1 - p)))))
  return { rows, columns, data: data.map((r, k) => r * shrink[k % columns]!) }
}
