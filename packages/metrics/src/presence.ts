import { checkBits, checkExamples, checkHasColumns } from './argument-checks.js'
import { filterRows, type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { discretise, entropies, mutualInformation } from './mutual-information.js'
import { ascendingRows, bestThreshold, thresholdAccuracy } from './threshold.js'

const bins = 20

/** How one attribute's presence is told by a single latent. */
export interface AttributePresence {
  /** The latent whose value tells it best. */
  readonly latent: number
  /** The mean of the shares of present and of absent examples that a threshold on the latent gets right; 0.5 is chance. */
  readonly accuracy: number
  /** I(z_j; S_a) of that latent, in nats. */
  readonly mutualInformation: number
  /** The same in units of the attribute's entropy H(S_a), from 0 to 1. */
  readonly normalisedMutualInformation: number
}

/** How presence is told by single latents. */
export interface Presence {
  readonly perAttribute: readonly AttributePresence[]
  /** Means over attributes. */
  readonly accuracy: number
  readonly mutualInformation: number
  readonly normalisedMutualInformation: number
}

/**
 * How well single latents tell which attributes an example has: per attribute the best latent by one threshold on its
 * signed value, above or below which the attribute is taken to be present. It sees a code that signals presence by its
 * sign, as those of models without spikes do, and that magnitudes (`correlationMatrix`) hide.
 *
 * Latent, threshold and side are chosen on the even examples; accuracy and mutual information are those of the odd ones,
 * so noise gains nothing by the choice. Accuracies are balanced: whatever share of the examples has an attribute, chance
 * is 0.5. For the mutual information codes are put into 20 bins as for `mig`; of N examples noise still has about 19 / N
 * nats. An attribute that all examples of a half have, or none, is told by nothing: 0.5, 0 and 0.
 *
 * A code that is 0 where the attribute is absent and of either sign where it is present is told by no single threshold
 * (0.75): its spike probabilities are.
 *
 * @param present [N, attributes], the bits S, 0 or 1
 * @param codes [N, J], posterior means, samples or spike probabilities; 4 examples and one latent or more
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const present = matrixFromRows([[0], [1], [1], [0], [1], [0], [0], [1]])
 * const codes = matrixFromRows([[3, 1], [1, -2], [2, -1], [1, 2], [3, -1], [2, 1], [1, 1], [2, -2]])
 * const { perAttribute } = presence(present, codes) // latent 1, with an accuracy of 1
 */
export function presence(present: Matrix, codes: Matrix): Presence {
  checkExamples({ present, codes }, { atLeast: 4 })
  checkBits('present', present)
  checkHasColumns('present', present)
  checkHasColumns('codes', codes)
  const half = (matrix: Matrix, odd: number) => filterRows(matrix, (row) => row % 2 === odd)
  const [chosenOn, judgedOn] = [0, 1].map((odd) => ({ present: half(present, odd), codes: half(codes, odd) }))
  const ascending = Array.from({ length: codes.columns }, (_, latent) => ascendingRows(chosenOn!.codes, latent))
  const perAttribute = Array.from({ length: present.columns }, (_, attribute) => {
    const bits = (of: Matrix) => selectColumns(of, [attribute]).data
    const candidates = ascending.map((rows, latent) =>
      bestThreshold(chosenOn!.codes, latent, rows, bits(chosenOn!.present)),
    )
    const best = candidates.reduce((a, b) => (b.accuracy > a.accuracy ? b : a))
    return {
      latent: best.latent,
      accuracy: thresholdAccuracy(judgedOn!.codes, best, bits(judgedOn!.present)),
      ...informationAbout(selectColumns(judgedOn!.present, [attribute]), selectColumns(judgedOn!.codes, [best.latent])),
    }
  })
  return {
    perAttribute,
    accuracy: mean(perAttribute.map(({ accuracy }) => accuracy)),
    mutualInformation: mean(perAttribute.map((each) => each.mutualInformation)),
    normalisedMutualInformation: mean(perAttribute.map((each) => each.normalisedMutualInformation)),
  }
}

function informationAbout(bits: Matrix, code: Matrix) {
  const binned = discretise(bits, 2)
  const information = mutualInformation(binned, discretise(code, bins)).data[0]!
  const entropy = entropies(binned)[0]!
  return { mutualInformation: information, normalisedMutualInformation: entropy === 0 ? 0 : information / entropy }
}
