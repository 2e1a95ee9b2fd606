import type { Table } from '@vsc/figures'
import { likelihoodOf } from '../study/evaluated-run.js'
import { type Column, resultTable, spreadTable, valuesOf } from '../study/result-tables.js'
import { decimals, meanAndDeviation } from '../study/spread.js'
import type { Accuracy } from './accuracy.js'
import type { CodesMetrics } from './findings.js'
import { type Curve, type Group, latentDimOf } from './groups.js'
import { publishedFor, publishedLabels } from './published.js'

const accuracyColumns: readonly Column<CodesMetrics>[] = [
  { name: 'linearAccuracy', title: 'linear, E[z]', decimals: 3 },
  { name: 'knnAccuracy', title: 'k-NN, E[z]', decimals: 3 },
  { name: 'linearAccuracyOfSample', title: 'linear, z', decimals: 3 },
  { name: 'knnAccuracyOfSample', title: 'k-NN, z', decimals: 3 },
  { name: 'latentsInUse', title: 'in use', decimals: 0 },
  { name: 'onPerImage', title: 'on per image', decimals: 2 },
]

const likelihoodColumns: readonly Column<CodesMetrics>[] = [
  { name: 'elbo', title: 'ELBO', decimals: 2 },
  { name: 'logLikelihood', title: 'log p(x|z)', decimals: 2 },
  { name: 'kl', title: 'KL', decimals: 2 },
]

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
      ...accuracyColumns.slice(0, 4).map(({ name }) => percentage(group, name)),
      publishedAt(name, latentDimOf(group)),
    ]),
  )
  const [linear, knn] = [pixels.linear, pixels.knn].map((accuracy) => decimals(1, 100 * accuracy))
  return {
    caption: `Accuracy (%) with ${labelCount.toLocaleString('en')} labels${spread}; published is that of the paper’s first version, with ${publishedLabels.toLocaleString('en')}.`,
    columns: ['', ...accuracyColumns.slice(0, 4).map(({ title }) => title), 'published'],
    rows: [...rows, ['pixels', linear!, knn!, '', '', '']],
  }
}

function publishedAt(curve: string, latentDim: number): number | string {
  const found = publishedFor(curve).find((point) => point.latentDim === latentDim)
  return found === undefined ? 'not there' : decimals(1, 100 * found.accuracy)
}

/** Every number of every run, and means over seeds. */
export function resultTables(groups: readonly Group[]): Table[] {
  const isSpread = groups.some(({ runs }) => runs.length > 1)
  const spread = 'Mean ± standard deviation over seeds.'
  return [
    resultTable({ caption: 'Accuracy, from 0 to 1, and latents.', groups, columns: accuracyColumns }),
    resultTable({
      caption: 'Likelihood, in nats per image; training.',
      groups,
      columns: likelihoodColumns,
      more: {
        titles: ['likelihood', 'iterations', 'minutes', 'steps/s'],
        values: (one) => [
          likelihoodOf(one),
          one.metrics.at(-1)?.iteration ?? null,
          decimals(1, one.seconds / 60),
          decimals(1, one.stepsPerSecond),
        ],
      },
    }),
    ...(isSpread
      ? [accuracyColumns, likelihoodColumns].map((columns) => spreadTable({ caption: spread, groups, columns }))
      : []),
  ]
}
