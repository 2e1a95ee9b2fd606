import {
  activeUnits,
  createMatrix,
  latentsOn,
  type Matrix,
  meanSpikeProbability,
  selectColumns,
  spikeVariation,
  unitVariances,
} from '@vsc/metrics'
import { type Evaluation, expectedCodes } from './evaluate-model.js'

/**
 * The code that best stands for each posterior, [N, J]: mu where a spike is likelier than not and 0 elsewhere, or mu alone of
 * models without spikes.
 */
export function likeliestCodes({ means, gammas }: Pick<Evaluation, 'means' | 'gammas'>): Matrix<Float32Array> {
  if (gammas === undefined) return means
  return createMatrix({ ...means, data: means.data.map((mu, i) => (gammas.data[i]! > 0.5 ? mu : 0)) })
}

/** The variance over examples of {@link expectedCodes}, [J]: the one that active units are counted by. */
export const latentVariances = (evaluation: Pick<Evaluation, 'means' | 'gammas'>): Float64Array =>
  unitVariances(expectedCodes(evaluation))

/**
 * The latents of a model by how much they say, most first: by {@link latentVariances}. A latent that is always there and always
 * the same says nothing. Of one example, over which nothing varies, by the size of its E[z|x].
 */
export function latentsByUse(evaluation: Pick<Evaluation, 'means' | 'gammas'>): number[] {
  if (evaluation.means.rows > 1) return inOrder(latentVariances(evaluation))
  return inOrder(Float64Array.from(expectedCodes(evaluation).data, Math.abs))
}

/** What the latents of a model with spikes are used for. */
export interface LatentUse {
  /** Its active units, the one whose E[z] varies most first. */
  readonly inUse: readonly number[]
  /** Of these, those whose spike probability has a standard deviation over examples of 0.05 or more. */
  readonly varying: readonly number[]
  /** Of these, those that are on, mean gamma above 0.5, for all examples alike. */
  readonly alwaysOn: readonly number[]
  /** Mean over examples of how many of these their codes have on. */
  readonly onPerImage: number
}

/** Spike probabilities that vary less over examples, as a standard deviation, are said not to. */
const noticeable = 0.05

/**
 * Which latents a model with spikes uses, and whether they switch from example to example. In use means `activeUnits`, everywhere.
 *
 * @throws MetricsError where there are fewer than two examples or a shape or an entry is not as it should be
 */
export function latentUse({
  posteriorMeans,
  gammas,
  codes,
}: {
  /** E[z|x], [N, J] */
  readonly posteriorMeans: Matrix
  /** [N, J] */
  readonly gammas: Matrix
  /** z, [N, J], spikes hard */
  readonly codes: Matrix
}): LatentUse {
  const active = activeUnits(posteriorMeans)
  const inUse = inOrder(unitVariances(posteriorMeans)).filter((latent) => active.includes(latent))
  const deviations = spikeVariation(gammas).perLatent
  const means = meanSpikeProbability(gammas).perLatent
  const varies = (latent: number) => deviations[latent]! >= noticeable
  return {
    inUse,
    varying: inUse.filter(varies),
    alwaysOn: inUse.filter((latent) => !varies(latent) && means[latent]! > 0.5),
    onPerImage: latentsOn({ codes: selectColumns(codes, inUse) }),
  }
}

/** The indices of values, the largest first. */
const inOrder = (values: Float64Array): number[] => [...values.keys()].sort((a, b) => values[b]! - values[a]!)
