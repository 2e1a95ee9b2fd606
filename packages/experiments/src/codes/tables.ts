import type { Table } from '@vsc/figures'
import { metricsNamed } from '@vsc/inference'
import { type Column, decimals, meanAndDeviation, valuesOf } from '@vsc/lab'
import type { Accuracy } from './accuracy.js'
import type { CodesMetrics } from './findings.js'
import { type Curve, type Group, latentDimOf } from './groups.js'
import { publishedFor, publishedLabels } from './published.js'
import { representations } from './representations.js'

export const accuracyColumns: readonly Column<CodesMetrics>[] = metricsNamed(
  representations.flatMap(({ linear, knn }) => [linear, knn]),
)

export const useColumns: readonly Column<CodesMetrics>[] = metricsNamed(['activeUnits', 'latentsOn'])

export const likelihoodColumns: readonly Column<CodesMetrics>[] = metricsNamed(['elbo', 'logLikelihood', 'kl'])

/** Every model and J beside what the paper's first version says, and the pixels themselves. */
export function comparisonTable(curves: readonly Curve[], pixels: Accuracy, labelCount: number): Table {
  const spread = curves.some(({ groups }) => groups.some(({ runs }) => runs.length > 1))
    ? '; mean ± standard deviation over seeds'
    : ''
  const percentage = (group: Group, name: keyof CodesMetrics) =>
    meanAndDeviation(
      valuesOf(group.runs, name).map((value) => 100 * value),
      1,
    )
  const rows = curves.flatMap(({ name, groups }) =>
    groups.map((group) => [
      `${name}, J = ${latentDimOf(group)}`,
      ...accuracyColumns.map(({ name }) => percentage(group, name)),
      publishedAt(name, latentDimOf(group)),
    ]),
  )
  const [linear, knn] = [pixels.linear, pixels.knn].map((accuracy) => decimals(1, 100 * accuracy))
  return {
    caption: `Accuracy (%) with ${labelCount.toLocaleString('en')} labels${spread}; published is that of the paper’s first version, with ${publishedLabels.toLocaleString('en')}.`,
    columns: ['', ...accuracyColumns.map(({ title }) => title), 'published'],
    rows: [...rows, ['pixels', linear!, knn!, linear!, knn!, '']],
  }
}

function publishedAt(curve: string, latentDim: number): number | string {
  const found = publishedFor(curve).find((point) => point.latentDim === latentDim)
  return found === undefined ? 'not there' : decimals(1, 100 * found.accuracy)
}
