import { dci, lassoDci, mig, sap } from '@vsc/metrics'
import { shared } from './compute-metrics.js'
import { evenly } from './ground-truth.js'
import type { Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

const needs = ['posteriorMeans', 'factors'] as const

type Given = Pick<Ingredients, (typeof needs)[number]>

/** As many examples as disentanglement_lib takes. */
const most = 15_000

/** Trees take seconds for so many, which is enough for them. */
const mostOfTrees = 4000

/** At most so many examples, evenly spread: those of dSprites come in the order of their factors. */
const some = ({ factors, posteriorMeans }: Given, count: number) =>
  [evenly(factors.values, count), evenly(posteriorMeans, count)] as const

const trees = shared((given: Given) => dci(...some(given, mostOfTrees), { kinds: given.factors.kinds }))
const lasso = shared((given: Given) => lassoDci(...some(given, mostOfTrees)))

const score = { decimals: 3, better: 'higher', needs } as const

/** The usual scores, of posterior means and over all latents, as published. */
export const disentanglementMetrics = [
  defineMetric({
    name: 'mig',
    title: 'MIG',
    ...score,
    compute: (given) => mig(...some(given, most), { kinds: given.factors.kinds }),
  }),
  defineMetric({
    name: 'sap',
    title: 'SAP',
    ...score,
    compute: (given) => sap(...some(given, most), { kinds: given.factors.kinds }),
  }),
  /** DCI by boosted trees. */
  defineMetric({
    name: 'dci',
    title: 'DCI disentanglement',
    ...score,
    compute: (given) => trees(given).disentanglement,
  }),
  defineMetric({
    name: 'dciCompleteness',
    title: 'DCI completeness',
    ...score,
    compute: (given) => trees(given).completeness,
  }),
  defineMetric({
    name: 'dciInformativeness',
    title: 'DCI informativeness',
    ...score,
    compute: (given) => trees(given).informativeness,
  }),
  /** The same three with the Lasso in place of trees, our own: it gives noise no weight, and sees linear functions of numbers only. */
  defineMetric({
    name: 'lassoDci',
    title: 'Lasso-DCI',
    ...score,
    compute: (given) => ofNumbers(given)?.disentanglement,
  }),
  defineMetric({
    name: 'lassoDciCompleteness',
    title: 'Lasso completeness',
    ...score,
    compute: (given) => ofNumbers(given)?.completeness,
  }),
  defineMetric({
    name: 'lassoDciInformativeness',
    title: 'Lasso informativeness',
    ...score,
    compute: (given) => ofNumbers(given)?.informativeness,
  }),
] as const

/** Undefined of factors that are no numbers, such as shapes. */
const ofNumbers = (given: Given) =>
  given.factors.kinds.every((kind) => kind === 'continuous') ? lasso(given) : undefined
