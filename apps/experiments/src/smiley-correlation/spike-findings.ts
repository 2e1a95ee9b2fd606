import { smileyAttributes } from '@vsc/data'
import { type Matrix, meanSpikeProbability, selectColumns, spikeRecovery, spikeVariation } from '@vsc/metrics'

/** What the spikes of a model do. */
export interface SpikeFindings {
  /** Best |corr(s_j, S_a)| of drawn spikes, by attribute. */
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
  const { perAttribute, mean, inverted } = spikeRecovery(gammas, present)
  const activeGammas = selectColumns(gammas, active)
  return {
    recovery: Object.fromEntries(smileyAttributes.map((name, a) => [name, Math.abs(perAttribute[a]!.correlation)])),
    meanRecovery: mean,
    inverted: inverted.map((attribute) => smileyAttributes[attribute]!),
    activeVariation: spikeVariation(activeGammas).mean,
    activeProbability: meanSpikeProbability(activeGammas).mean,
  }
}
