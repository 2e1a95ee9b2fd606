import type { Metric } from '@vsc/inference'
import type { TermSummary } from '@vsc/metrics'
import { textTable } from '../text-table.js'

/** What is known of a trained model, in the order in which it is printed. */
export interface EvaluationReport {
  readonly model: string
  readonly title: string
  readonly latentDim: number
  readonly iteration: number
  readonly data: { readonly name: string; readonly split: string; readonly count: number }
  /** Every ELBO moves with these: the likelihood, and where it is Gaussian what its variance is above. */
  readonly likelihood: string
  /** What the model evaluates, and the metrics that are means over examples, with their standard errors. */
  readonly terms: Readonly<Record<string, TermSummary>>
  /** The other metrics. */
  readonly scores: Readonly<Record<string, number>>
  /** What is to be said of these numbers, a sentence each. */
  readonly cautions: readonly string[]
}

/** What an evaluation found, for people. */
export function evaluationTable(
  { title, latentDim, iteration, data, likelihood, terms, scores, cautions }: EvaluationReport,
  metrics: readonly Metric[],
): string {
  const { header, rows } = termTable(terms)
  return [
    `${title}, J = ${latentDim}, after ${iteration} iterations, on ${inExamples(data.count)} of ${data.name} (${data.split})`,
    `Likelihood: ${likelihood}. Terms in nats per example, spikes hard.`,
    ...(rows.length === 0 ? [] : ['', textTable(header, rows)]),
    ...(Object.keys(scores).length === 0 ? [] : ['', scoreTable(scores, metrics)]),
    ...(cautions.length === 0 ? [] : ['', ...cautions]),
  ].join('\n')
}

export const inExamples = (count: number): string => (count === 1 ? '1 example' : `${count} examples`)

/** Terms by name: means, and standard errors where there are any, as there are none of one example. */
export function termTable(terms: EvaluationReport['terms']) {
  const hasErrors = Object.values(terms).some(({ standardError }) => standardError !== undefined)
  return {
    header: ['term', 'mean', ...(hasErrors ? ['standard error'] : [])],
    rows: Object.entries(terms).map(([name, { mean, standardError }]) => [
      name,
      mean.toFixed(3),
      ...(hasErrors ? [standardError?.toFixed(3) ?? ''] : []),
    ]),
  }
}

/** Scores by name, with which way is better and what they are called elsewhere. */
export const scoreTable = (scores: Readonly<Record<string, number>>, metrics: readonly Metric[]): string =>
  textTable(
    ['score', 'value', 'better', 'title'],
    Object.entries(scores).map(([name, value]) => {
      const { better = '', title = '', unit } = metrics.find((metric) => metric.name === name) ?? {}
      return [name, scoreInWords(value), better, unit === undefined ? title : `${title} (${unit})`]
    }),
  )

/** A count as it is, any other number with four decimals. */
export const scoreInWords = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(4))
