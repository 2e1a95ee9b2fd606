import { textTable } from '../text-table.js'
import type { EvaluationReport } from './evaluate.js'

/** What an evaluation found, for people. */
export function evaluationTable({
  title,
  latentDim,
  iteration,
  data,
  likelihood,
  terms,
  scores,
}: EvaluationReport): string {
  const ofTerms = Object.entries(terms).map(([name, { mean, standardError }]) => [
    name,
    mean.toFixed(3),
    standardError.toFixed(3),
  ])
  return [
    `${title}, J = ${latentDim}, after ${iteration} iterations, on ${data.count} examples of ${data.name} (${data.split})`,
    `Likelihood: ${likelihood}. Terms in nats per example, spikes hard.`,
    '',
    textTable(['term', 'mean', 'standard error'], ofTerms),
    '',
    scoreTable(scores),
  ].join('\n')
}

export const scoreTable = (scores: Readonly<Record<string, number>>): string =>
  textTable(
    ['score', 'value'],
    Object.entries(scores).map(([name, value]) => [name, Number.isInteger(value) ? `${value}` : value.toFixed(4)]),
  )
