import { checkWhole } from './argument-checks.js'
import { MetricsError } from './errors.js'
import { type ClassificationSets, checkClassificationSets, classesOf, shareRight } from './labelled-codes.js'
import { type Matrix, rowOf } from './matrix.js'

/**
 * How well examples of a class lie together: the accuracy on the test set, from 0 to 1, of letting the k nearest training
 * codes vote. Distances are Euclidean in the codes' own units; of classes with equally many votes the smallest label wins,
 * as in scikit-learn's `KNeighborsClassifier`, and of equally near codes the earlier one counts as nearer.
 *
 * @param options.train codes and labels that vote
 * @param options.test codes and labels to be judged on
 * @param options.neighbours k, at most the number of training examples
 * @throws MetricsError where a shape, a label or an entry is not as it should be, or k is larger than the training set
 * @example
 * const train = { codes: matrixFromRows([[0, 1], [0, 2], [3, 0]]), labels: [7, 7, 2] }
 * const test = { codes: matrixFromRows([[0, 1.5], [2, 0]]), labels: [7, 2] }
 * knnAccuracy({ train, test, neighbours: 1 }) // 1
 */
export function knnAccuracy({
  train,
  test,
  neighbours = 5,
}: ClassificationSets & { readonly neighbours?: number }): number {
  checkClassificationSets({ train, test })
  checkWhole('neighbours', neighbours, 1)
  if (neighbours > train.codes.rows) {
    throw new MetricsError(
      'TOO_FEW_EXAMPLES',
      `train.codes: has ${train.codes.rows} rows, expected at least ${neighbours}, the number of neighbours`,
    )
  }
  const { classes, indices } = classesOf(train.labels)
  const predicted = Array.from({ length: test.codes.rows }, (_, row) => {
    const votes = new Uint32Array(classes.length)
    for (const neighbour of nearest(train.codes, rowOf(test.codes, row), neighbours)) votes[indices[neighbour]!]!++
    return classes[votes.indexOf(Math.max(...votes))]!
  })
  return shareRight(predicted, test.labels)
}

/** The rows of codes nearest to z [J], in ascending order of distance. */
function nearest({ rows, columns, data }: Matrix, z: Float64Array, count: number): number[] {
  const found: { row: number; distance: number }[] = []
  for (let row = 0; row < rows; row++) {
    const farthest = found.length === count ? found[count - 1]!.distance : Infinity
    let distance = 0
    for (let j = 0; j < columns && distance < farthest; j++) {
      const difference = data[row * columns + j]! - z[j]!
      distance += difference * difference
    }
    if (distance >= farthest) continue
    const place = found.findIndex((other) => distance < other.distance)
    found.splice(place < 0 ? found.length : place, 0, { row, distance })
    if (found.length > count) found.pop()
  }
  return found.map(({ row }) => row)
}
