import { smileyAttributes } from '@vsc/data'
import { type Matrix, meanSpikeProbability, selectColumns, spikeRecovery, spikeVariation } from '@vsc/metrics'

/** What the spikes of a model do. */
export interface SpikeFindings {
  /** By attribute the correlation of a drawn spike with its bit that is largest in size: below 0 where the spike is inverted. */
  readonly recovery: Readonly<Record<string, number>>
  /** Mean over attributes of the best that is not inverted: one that is on where its attribute is absent counts for nothing. */
  readonly upright: number
  /** Mean over attributes of the sizes, inverted or not. */
  readonly eitherSign: number
  /** The attributes whose best spike is on where they are absent. */
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
  const { perAttribute, mean, meanUpright, inverted } = spikeRecovery(gammas, present)
  const activeGammas = selectColumns(gammas, active)
  return {
    recovery: Object.fromEntries(smileyAttributes.map((name, a) => [name, perAttribute[a]!.correlation])),
    upright: meanUpright,
    eitherSign: mean,
    inverted: inverted.map((attribute) => smileyAttributes[attribute]!),
    activeVariation: spikeVariation(activeGammas).mean,
    activeProbability: meanSpikeProbability(activeGammas).mean,
  }
}
