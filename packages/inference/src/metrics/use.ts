import { activeUnits, latentsOn, meanSpikeProbability, zeroShare } from '@vsc/metrics'
import { latentUse } from '../latent-use.js'
import { shared } from './compute-metrics.js'
import type { Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

const ofUse = ['codes', 'posteriorMeans', 'spikes'] as const

const useOf = shared(({ codes, posteriorMeans, spikes }: Pick<Ingredients, (typeof ofUse)[number]>) =>
  latentUse({ codes, posteriorMeans, gammas: spikes }),
)

/** How many latents a model uses, and how often. */
export const useMetrics = [
  /**
   * Latents whose posterior mean has a variance over examples above 0.01 (Burda, Grosse and Salakhutdinov 2016): the one meaning of a
   * latent in use. How many answer to known features is `activeLatents`.
   */
  defineMetric({
    name: 'activeUnits',
    title: 'active units',
    decimals: 1,
    needs: ['posteriorMeans'],
    compute: ({ posteriorMeans }) => activeUnits(posteriorMeans).length,
  }),
  /** Active units whose spike probability has a standard deviation over examples of 0.05 or more. */
  defineMetric({
    name: 'varyingLatents',
    title: 'varying',
    decimals: 0,
    needs: ofUse,
    compute: (given) => useOf(given).varying.length,
  }),
  /** Active units that are on for all examples alike. */
  defineMetric({
    name: 'alwaysOnLatents',
    title: 'always on',
    decimals: 0,
    needs: ofUse,
    compute: (given) => useOf(given).alwaysOn.length,
  }),
  /** Active units that are not 0 in a sampled code, mean over examples; of models with spikes. */
  defineMetric({
    name: 'onPerImage',
    title: 'units on per example',
    decimals: 2,
    needs: ofUse,
    compute: (given) => useOf(given).onPerImage,
  }),
  /** Latents that are not 0 in a sampled code, active or not, mean over examples. */
  defineMetric({
    name: 'latentsOn',
    title: 'latents on',
    decimals: 1,
    needs: ['codes'],
    compute: ({ codes }) => latentsOn({ codes }),
  }),
  /** Share of exact zeros in sampled codes. */
  defineMetric({
    name: 'zeros',
    title: 'zeros',
    decimals: 3,
    better: 'higher',
    needs: ['codes'],
    compute: ({ codes }) => zeroShare(codes),
  }),
  /** Mean of gamma over examples and all J latents. */
  defineMetric({
    name: 'meanSpikeProbability',
    title: 'mean γ',
    decimals: 3,
    needs: ['spikes'],
    compute: ({ spikes }) => meanSpikeProbability(spikes).mean,
  }),
] as const
