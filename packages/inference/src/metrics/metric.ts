import type { TermSummary } from '@vsc/metrics'
import { InferenceError } from '../errors.js'
import type { Ingredients } from './ingredients.js'

/** What a metric gives: a number, or a mean over examples with its standard error. */
export type Score = number | TermSummary

/**
 * One score: what it is called, how it is shown, what it needs and how it is computed. `vsc evaluate`, the experiments, their tables
 * and summary.json all read the same records.
 */
export interface Metric<Name extends string = string, Given extends object = Ingredients> {
  /** Its key in summary.json and in the output of `vsc evaluate --json`. */
  readonly name: Name
  /** Its heading in tables. */
  readonly title: string
  /** `nats` per example, say; none of a count, a share or an index from 0 to 1. */
  readonly unit?: string
  /** How many it is shown with. */
  readonly decimals: number
  /** Which way is better, where one is. */
  readonly better?: 'higher' | 'lower'
  /** Without any one of these, the metric is left out. */
  readonly needs: readonly (keyof Given & string)[]
  /** Undefined where the score does not exist although all needs are met, such as the term of another model. */
  compute(given: Given): Score | undefined | Promise<Score | undefined>
}

/**
 * A metric whose `compute` is given what it needs, and nothing else as far as TypeScript is concerned.
 *
 * @throws InferenceError `BAD_METRIC` where the name is no identifier, the title is empty or `decimals` is not a whole number from 0
 * @example
 * // The Gini index of sparsity (Hurley and Rickard 2009) of |E[z|x]|, mean over examples: 0 where all latents are equally large.
 * const gini = defineMetric({
 *   name: 'gini',
 *   title: 'Gini index',
 *   decimals: 3,
 *   better: 'higher',
 *   needs: ['posteriorMeans'],
 *   compute({ posteriorMeans: { rows, columns, data } }) {
 *     const giniOf = (row: number) => {
 *       const sizes = Float64Array.from({ length: columns }, (_, j) => Math.abs(data[row * columns + j]!)).sort()
 *       const total = sizes.reduce((sum, size) => sum + size, 0)
 *       return total === 0 ? 0 : 1 - 2 * sizes.reduce((sum, size, k) => sum + ((size / total) * (columns - k - 0.5)) / columns, 0)
 *     }
 *     return Array.from({ length: rows }, (_, row) => giniOf(row)).reduce((sum, value) => sum + value, 0) / rows
 *   },
 * })
 * const posteriorMeans = { rows: 2, columns: 4, data: Float64Array.of(1, 0, 0, 0, 1, 1, 1, 1) }
 * console.log(await computeMetrics({ metrics: [gini], context: { posteriorMeans: () => posteriorMeans } })) // { gini: 0.375 }
 */
export function defineMetric<const Name extends string, const Need extends keyof Ingredients>(
  metric: Omit<Metric<Name>, 'needs' | 'compute'> & {
    readonly needs: readonly Need[]
    compute(given: Pick<Ingredients, Need>): Score | undefined | Promise<Score | undefined>
  },
): Metric<Name> {
  const { name, title, decimals } = metric
  const refuse = (what: string, expected: string) =>
    new InferenceError('BAD_METRIC', `the metric '${name}': ${what}, expected ${expected}`)
  if (!/^[A-Za-z]\w*$/.test(name)) throw refuse('its name is a key of JSON and no sentence', 'letters and digits')
  if (title.trim() === '') throw refuse('its title is empty', 'a heading for tables')
  if (!(Number.isInteger(decimals) && decimals >= 0)) {
    throw refuse(`decimals is ${decimals}`, 'a whole number from 0')
  }
  return metric
}
