import { defineMetric } from './metric.js'

const nats = { unit: 'nats', decimals: 2, needs: ['terms'] } as const

/** What a model says of the examples, in nats per example, from one code each with hard spikes; as a mean with its standard error. */
export const likelihoodMetrics = [
  /** log p(x|z) less KL. Where a pseudo-input is selected, the prior is that one: it is no bound then, and higher is not always better. */
  defineMetric({ name: 'elbo', title: 'ELBO', ...nats, compute: ({ terms }) => terms.elbo }),
  defineMetric({ name: 'logLikelihood', title: 'log p(x|z)', ...nats, compute: ({ terms }) => terms.logLikelihood }),
  defineMetric({ name: 'kl', title: 'KL', ...nats, compute: ({ terms }) => terms.kl }),
  /** Against the even mixture of the pseudo-inputs' posteriors as the prior, of models that select one. */
  defineMetric({ name: 'elboMixture', title: 'ELBO (mixture)', ...nats, compute: ({ terms }) => terms.elboMixture }),
  /** Valid for every model: `elboMixture` where a pseudo-input is selected, else `elbo`. */
  defineMetric({
    name: 'bound',
    title: 'bound',
    ...nats,
    better: 'higher',
    compute: ({ terms }) => boundOf(terms),
  }),
  /** The importance-weighted bound (Burda et al. 2016), under the prior of `bound`. */
  defineMetric({
    name: 'iwae',
    title: 'importance-weighted',
    unit: 'nats',
    decimals: 2,
    better: 'higher',
    needs: ['bound'],
    compute: ({ bound: { samples, ...summary } }) => summary,
  }),
  defineMetric({
    name: 'iwaeStandardError',
    title: 'importance-weighted, error',
    unit: 'nats',
    decimals: 2,
    needs: ['bound'],
    compute: ({ bound }) => bound.standardError,
  }),
  defineMetric({
    name: 'iwaeImages',
    title: 'importance-weighted, examples',
    decimals: 0,
    needs: ['bound'],
    compute: ({ bound }) => bound.count,
  }),
  defineMetric({
    name: 'iwaeSamples',
    title: 'importance-weighted, codes per example',
    decimals: 0,
    needs: ['bound'],
    compute: ({ bound }) => bound.samples,
  }),
] as const

/** The term that is a valid bound, of each example. */
export const boundOf = <T>(terms: Readonly<Record<string, T>>): T | undefined => terms.elboMixture ?? terms.elbo
