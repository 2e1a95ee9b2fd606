import { accumulateTerms, type TermSummary } from '@vsc/metrics'
import type { Evaluation } from '../evaluate-model.js'
import { shared } from './compute-metrics.js'
import type { Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

/** The parts of the KL in beta-TCVAE's objective (Chen et al. 2018, eq. 2). */
const parts = ['mutualInformation', 'totalCorrelation', 'dimensionWiseKl'] as const

type Part = (typeof parts)[number]

/** How many densities are taken at most, N J for each code: a second or two. */
const work = 1e8

const needs = ['terms', 'codes', 'posterior'] as const

/** Undefined of models whose objective has no such parts. */
const partsOf = shared(({ terms, codes, posterior }: Pick<Ingredients, (typeof needs)[number]>) =>
  parts.every((part) => part in terms) ? klParts({ codes, ...posterior }) : undefined,
)

const part = { unit: 'nats', decimals: 2, needs } as const

/**
 * The parts of the KL, where the model has them, over all examples together, in nats per example.
 *
 * Training can only guess at q(z) = 1/N sum_n q(z|x_n) from a minibatch, with a bias that depends on its size: good enough for a
 * gradient, and no number to read. Here q(z) and every q(z_j) are those of the whole evaluated set, exactly; what is left to
 * chance is which codes are drawn, and the standard errors say how much. The three add up to the KL of these codes. No
 * estimate of the mutual information from N examples can exceed log N.
 */
export const klPartMetrics = [
  defineMetric({
    name: 'mutualInformation',
    title: 'mutual information',
    ...part,
    compute: (given) => partsOf(given)?.mutualInformation,
  }),
  defineMetric({
    name: 'totalCorrelation',
    title: 'total correlation',
    ...part,
    better: 'lower',
    compute: (given) => partsOf(given)?.totalCorrelation,
  }),
  defineMetric({
    name: 'dimensionWiseKl',
    title: 'dimension-wise KL',
    ...part,
    compute: (given) => partsOf(given)?.dimensionWiseKl,
  }),
] as const

/** Means of MI = log q(z|x) - log q(z), TC = log q(z) - sum_j log q(z_j) and DW = sum_j log q(z_j) - log p(z_j). */
export function klParts({
  codes,
  means,
  logVars,
}: Pick<Evaluation, 'means' | 'logVars'> & Pick<Ingredients, 'codes'>): Readonly<Record<Part, TermSummary>> {
  const { rows, columns } = codes
  const shown = Math.min(rows, Math.max(2, Math.floor(work / (rows * columns))))
  const precisions = logVars.data.map((logVar) => Math.exp(-logVar))
  const densities = new Float64Array(rows * columns)
  const terms = accumulateTerms()
  for (let s = 0; s < shown; s++) {
    const i = Math.floor((s * rows) / shown) // spread over the set, whatever its order
    const z = codes.data.subarray(i * columns, (i + 1) * columns)
    const joint = new Float64Array(rows)
    let prior = 0
    for (let k = 0, at = 0; k < rows; k++) {
      for (let j = 0; j < columns; j++, at++) {
        const distance = z[j]! - means.data[at]!
        densities[at] = -(distance * distance * precisions[at]! + logVars.data[at]! + log2Pi) / 2
        joint[k]! += densities[at]!
      }
    }
    for (let j = 0; j < columns; j++) prior -= (z[j]! * z[j]! + log2Pi) / 2
    const q = logMean(joint, 0, 1)
    let product = 0
    for (let j = 0; j < columns; j++) product += logMean(densities, j, columns)
    terms.add({
      mutualInformation: [joint[i]! - q],
      totalCorrelation: [q - product],
      dimensionWiseKl: [product - prior],
    })
  }
  return terms.summary() as Record<Part, TermSummary>
}

const log2Pi = Math.log(2 * Math.PI)

/** log of the mean of exp(values[from + k stride]). */
function logMean(values: Float64Array, from: number, stride: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let at = from; at < values.length; at += stride) largest = Math.max(largest, values[at]!)
  let sum = 0
  for (let at = from; at < values.length; at += stride) sum += Math.exp(values[at]! - largest)
  return largest + Math.log(sum / (values.length / stride))
}
