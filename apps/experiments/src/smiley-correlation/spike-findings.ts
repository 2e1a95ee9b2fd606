import { smileyAttributes } from '@vsc/data'
import { type Matrix, meanSpikeProbability, selectColumns, spikeRecovery, spikeVariation } from '@vsc/metrics'

/** What the spikes of a model do. */
export interface SpikeFindings {
  /** Best |corr(gamma_j, S_a)|, by attribute. */
  readonly recovery: Readonly<Record<string, number>>
  readonly meanRecovery: number
  /** The attributes whose best latent is on where the attribute is not there: an inverted switch is one too. */
  readonly inverted: readonly string[]
  /** Mean over active latents of the standard deviation of gamma over images: 0 where they are always on. */
  readonly activeVariation: number
  /** Mean over active latents of gamma. */
  readonly activeProbability: number
}

export interface FindSpikesOptions {
  /** [N, J] */
  readonly gammas: Matrix
  /** S, [N, 4] */
  readonly present: Matrix
  readonly active: readonly number[]
}

/** Compares spike probabilities with the attributes of the images. */
export function findSpikes({ gammas, present, active }: FindSpikesOptions): SpikeFindings {
  const { perAttribute, mean } = spikeRecovery(gammas, present)
  const activeGammas = selectColumns(gammas, active)
  return {
    recovery: Object.fromEntries(smileyAttributes.map((name, a) => [name, perAttribute[a]!])),
    meanRecovery: mean,
    inverted: smileyAttributes.filter((_, a) => strongestCovariance(gammas, selectColumns(present, [a])) < 0),
    activeVariation: spikeVariation(activeGammas).mean,
    activeProbability: meanSpikeProbability(activeGammas).mean,
  }
}

/** The covariance with an attribute's bits [N, 1] of that latent whose gamma correlates most with them, up to a factor. */
function strongestCovariance(gammas: Matrix, bits: Matrix<Float64Array>): number {
  const latents = Array.from({ length: gammas.columns }, (_, j) => selectColumns(gammas, [j]))
  const correlations = latents.map((gamma) => spikeRecovery(gamma, bits).mean)
  const best = latents[correlations.indexOf(Math.max(...correlations))]!
  const centre = bits.data.reduce((sum, bit) => sum + bit, 0) / bits.rows
  return best.data.reduce((sum, gamma, row) => sum + gamma * (bits.data[row]! - centre), 0)
}
