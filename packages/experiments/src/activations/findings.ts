import { computeEveryMetric, metricsNamed } from '@vsc/inference'
import { type Matrix, selectColumns } from '@vsc/metrics'
import { clothingClasses } from '../clothing/kinds.js'
import type { Subject } from '../clothing/question.js'
import { type ColumnOrder, classRows, compareRows, orderColumns, type RowComparison } from './class-rows.js'

/** What the spikes of a model say about the classes of clothing. */
export interface ActivationFindings {
  /** Mean gamma, [C, J], latents in their own order. */
  readonly rows: Matrix<Float64Array>
  readonly order: ColumnOrder
  readonly comparison: RowComparison
  readonly metrics: ActivationMetrics
}

/** Shares of test images whose class is told, from gamma alone, and from the likeliest codes. */
/** Of telling a test image's class. */
export const accuracies = ['spikeLinearAccuracy', 'spikeKnnAccuracy', 'codeLinearAccuracy', 'codeKnnAccuracy'] as const

/** The metrics of summary.json. */
export type ActivationMetrics = Readonly<Record<(typeof accuracies)[number], number>> & {
  /** Distances between the classes' rows. */
  readonly smallestRowDistance: number
  readonly meanRowDistance: number
  readonly kinRowDistance: number
  readonly otherRowDistance: number
  /** Classes with kin whose nearest row is of their kind: 0 to 7. */
  readonly nearestIsKin: number
  /** Shares of pairs of classes. */
  readonly distinctSets: number
  readonly overlappingSets: number
  /** Latents whose mean gamma differs by at least 0.3 between some two classes. */
  readonly tellingLatents: number
}

export async function findActivations({ one, test, learning, evaluate }: Subject): Promise<ActivationFindings> {
  const classes = clothingClasses(test)
  const { evaluation, use } = one
  const rows = classRows(evaluation.gammas, test.labels, classes)
  const comparison = compareRows(selectColumns(rows, use.inUse), use.inUse, classes)
  const train = { ...(await evaluate(learning)), labels: learning.labels }
  const labels = () => ({ train, test: { ...evaluation, labels: test.labels }, classifiers: {} })
  return {
    rows,
    order: orderColumns(rows, use.inUse),
    comparison,
    metrics: {
      ...(await computeEveryMetric({ metrics: metricsNamed(accuracies), context: { labels } })),
      smallestRowDistance: comparison.smallest,
      meanRowDistance: comparison.mean,
      kinRowDistance: comparison.meanOfKin,
      otherRowDistance: comparison.meanOfOthers,
      nearestIsKin: comparison.nearestIsKin,
      distinctSets: comparison.distinct,
      overlappingSets: comparison.overlapping,
      tellingLatents: comparison.telling.length,
    },
  }
}
