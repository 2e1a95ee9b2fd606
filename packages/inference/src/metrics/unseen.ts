import type { Ingredients } from './ingredients.js'
import { boundOf } from './likelihood.js'
import { defineMetric } from './metric.js'

const needs = ['exampleTerms', 'seen'] as const

type Given = Pick<Ingredients, (typeof needs)[number]>

/** The mean over the examples that the model was not trained on; undefined where there are none, or no such term. */
function overUnseen(values: Float64Array | undefined, { seen }: Given): number | undefined {
  const unseen = values?.filter((_, n) => seen[n] === 0)
  if (unseen === undefined || unseen.length === 0) return undefined
  return unseen.reduce((sum, value) => sum + value, 0) / unseen.length
}

const nats = { unit: 'nats', decimals: 2, needs } as const

/** The likelihood of the examples that are no training examples too, as drawn images of few pixels may be. */
export const unseenMetrics = [
  /** Share of examples that are no training example. */
  defineMetric({
    name: 'unseenShare',
    title: 'unseen',
    decimals: 3,
    needs: ['seen'],
    compute: ({ seen }) => 1 - seen.reduce((sum, bit) => sum + bit, 0) / seen.length,
  }),
  defineMetric({
    name: 'boundUnseen',
    title: 'bound, unseen',
    ...nats,
    better: 'higher',
    compute: (given) => overUnseen(boundOf(given.exampleTerms), given),
  }),
  defineMetric({
    name: 'elboUnseen',
    title: 'ELBO, unseen',
    ...nats,
    compute: (given) => overUnseen(given.exampleTerms.elbo, given),
  }),
  defineMetric({
    name: 'logLikelihoodUnseen',
    title: 'log p(x|z), unseen',
    ...nats,
    compute: (given) => overUnseen(given.exampleTerms.logLikelihood, given),
  }),
  defineMetric({
    name: 'klUnseen',
    title: 'KL, unseen',
    ...nats,
    compute: (given) => overUnseen(given.exampleTerms.kl, given),
  }),
] as const
