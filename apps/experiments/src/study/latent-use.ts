import { activeUnits, latentsOn, meanSpikeProbability, selectColumns, spikeVariation } from '@vsc/metrics'
import { type Evaluation, latentsByUse } from '@vsc/models'

/** An evaluation of a model that has spikes. */
export type SpikedEvaluation = Evaluation & { readonly gammas: NonNullable<Evaluation['gammas']> }

/** What the latents of a model are used for. */
export interface LatentUse {
  /** Those that say anything, most first: E[z] has a variance over images of more than 0.01. */
  readonly inUse: readonly number[]
  /** Of these, those whose spike probability differs from image to image. */
  readonly varying: readonly number[]
  /** Of these, those that are on for every image alike. */
  readonly alwaysOn: readonly number[]
  /** Mean over images of how many latents in use their codes have on. */
  readonly onPerImage: number
}

/** Spike probabilities that vary less over images, as a standard deviation, are said not to. */
const noticeable = 0.05

export function latentUse(
  evaluation: Pick<SpikedEvaluation, 'means' | 'posteriorMeans' | 'gammas' | 'codes'>,
): LatentUse {
  const active = activeUnits(evaluation.posteriorMeans)
  const inUse = latentsByUse(evaluation).filter((latent) => active.includes(latent))
  const deviations = spikeVariation(evaluation.gammas).perLatent
  const means = meanSpikeProbability(evaluation.gammas).perLatent
  const varies = (latent: number) => deviations[latent]! >= noticeable
  return {
    inUse,
    varying: inUse.filter(varies),
    alwaysOn: inUse.filter((latent) => !varies(latent) && means[latent]! > 0.5),
    onPerImage: latentsOn({ codes: selectColumns(evaluation.codes, inUse) }),
  }
}
