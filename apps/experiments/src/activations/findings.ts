import { knnAccuracy, linearAccuracy, type Matrix, selectColumns } from '@vsc/metrics'
import { likeliestCodes } from '@vsc/models'
import { clothingClasses } from '../clothing/kinds.js'
import type { Subject } from '../clothing/question.js'
import type { SpikedEvaluation } from '../study/latent-use.js'
import { type ColumnOrder, classRows, compareRows, orderColumns, type RowComparison } from './class-rows.js'

/** What the spikes of a model say about the classes of clothing. */
export interface ActivationFindings {
  /** Mean gamma, [C, J], latents in their own order. */
  readonly rows: Matrix<Float64Array>
  readonly order: ColumnOrder
  readonly comparison: RowComparison
  readonly metrics: ActivationMetrics
}

/** The metrics of summary.json. */
export type ActivationMetrics = {
  /** Shares of test images whose class is told, from gamma alone, and from the codes. */
  readonly spikeLinearAccuracy: number
  readonly spikeKnnAccuracy: number
  readonly codeLinearAccuracy: number
  readonly codeKnnAccuracy: number
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
}

export async function findActivations({ one, test, learning, evaluate }: Subject): Promise<ActivationFindings> {
  const classes = clothingClasses(test)
  const { evaluation, use } = one
  const rows = classRows(evaluation.gammas, test.labels, classes)
  const comparison = compareRows(selectColumns(rows, use.inUse), use.inUse, classes)
  const learned = await evaluate(learning)
  const accuracies = (of: (evaluation: SpikedEvaluation) => Matrix) => {
    const sets = {
      train: { codes: of(learned), labels: learning.labels },
      test: { codes: of(evaluation), labels: test.labels },
    }
    return { linear: linearAccuracy(sets), knn: knnAccuracy(sets) }
  }
  const [spikes, codes] = [accuracies(({ gammas }) => gammas), accuracies(likeliestCodes)]
  return {
    rows,
    order: orderColumns(rows, use.inUse),
    comparison,
    metrics: {
      spikeLinearAccuracy: spikes.linear,
      spikeKnnAccuracy: spikes.knn,
      codeLinearAccuracy: codes.linear,
      codeKnnAccuracy: codes.knn,
      smallestRowDistance: comparison.smallest,
      meanRowDistance: comparison.mean,
      kinRowDistance: comparison.meanOfKin,
      otherRowDistance: comparison.meanOfOthers,
      nearestIsKin: comparison.nearestIsKin,
      distinctSets: comparison.distinct,
      overlappingSets: comparison.overlapping,
    },
  }
}
