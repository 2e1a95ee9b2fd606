import { presence, spikeRecovery, withinAttribute } from '@vsc/metrics'
import { shared } from './compute-metrics.js'
import type { Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

const ofMeans = ['posteriorMeans', 'attributes'] as const
const ofSpikes = ['spikes', 'attributes'] as const

const told = shared(({ posteriorMeans, attributes }: Pick<Ingredients, (typeof ofMeans)[number]>) =>
  presence(attributes, posteriorMeans),
)

const recovered = shared(({ spikes, attributes }: Pick<Ingredients, (typeof ofSpikes)[number]>) =>
  spikeRecovery(spikes, attributes),
)

/** What codes tell of attributes, and of factors within these. */
export const presenceMetrics = [
  /** Balanced accuracy of one threshold on the posterior mean of the best latent, mean over attributes; 0.5 is chance ... */
  defineMetric({
    name: 'presence',
    title: 'presence',
    decimals: 3,
    better: 'higher',
    needs: ofMeans,
    compute: (given) => told(given).accuracy,
  }),
  /** ... and what that latent tells. */
  defineMetric({
    name: 'presenceInformation',
    title: 'presence, information',
    unit: 'nats',
    decimals: 3,
    better: 'higher',
    needs: ofMeans,
    compute: (given) => told(given).mutualInformation,
  }),
  /** The same accuracy of spike probabilities. */
  defineMetric({
    name: 'presenceOfSpikes',
    title: 'presence, spikes',
    decimals: 3,
    needs: ofSpikes,
    compute: ({ spikes, attributes }) => presence(attributes, spikes).accuracy,
  }),
  /** Mean over attributes of the best correlation of a drawn spike with the attribute's bit; an inverted one counts for nothing ... */
  defineMetric({
    name: 'spikeRecovery',
    title: 'spike recovery',
    decimals: 3,
    needs: ofSpikes,
    compute: (given) => recovered(given).meanUpright,
  }),
  /** ... and here as any other. */
  defineMetric({
    name: 'spikeRecoveryEitherSign',
    title: 'spike recovery, either sign',
    decimals: 3,
    needs: ofSpikes,
    compute: (given) => recovered(given).mean,
  }),
  /** Mean over factors of the best |corr(V_i, E[z_j])| where the attribute is present. */
  defineMetric({
    name: 'within',
    title: 'within',
    decimals: 3,
    better: 'higher',
    needs: ['posteriorMeans', 'factors', 'attributes'],
    compute: ({ posteriorMeans, factors, attributes }) =>
      withinAttribute({
        values: factors.values, // S V, which is V where the attribute is present
        present: attributes,
        attributeOf: factors.attributeOf,
        codes: posteriorMeans,
      }).mean,
  }),
] as const
