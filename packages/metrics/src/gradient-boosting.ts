import { createRng } from '@vsc/random'
import type { BoostingLoss } from './boosting-loss.js'
import { binInputs } from './feature-bins.js'
import type { Matrix } from './matrix.js'
import { predictTree, treeGrower } from './regression-tree.js'

const stages = 100
const learningRate = 0.1

/** What boosted trees have learned. */
export interface Boosted {
  /** How much each input matters, [J], as scikit-learn's `feature_importances_`: they sum to 1, or are 0 where no tree split. */
  readonly importance: Float64Array
  /** f_k of the rows that were fitted, [K][N]. */
  readonly fitted: readonly Float64Array[]
  /** f_k of other rows, [K][M]. */
  readonly predicted: readonly Float64Array[]
}

/** Learns one loss after the other from the same inputs. */
export type Booster = (loss: BoostingLoss) => Boosted

/**
 * Gradient boosted trees with the defaults of scikit-learn's `GradientBoostingRegressor` and `GradientBoostingClassifier`: 100
 * stages, depth 3, a learning rate of 0.1.
 *
 * Inputs that split equally well take turns by chance, as there, from a fixed seed: of two inputs that are the same each
 * gets some of the importance.
 */
export function createBooster(
  /** What is learned from, [N, J]. */
  inputs: Matrix,
  /** What is asked about, [M, J]. */
  others: Matrix,
): Booster {
  const grow = treeGrower(binInputs(inputs))
  const { rows, columns } = inputs
  const otherInputs = Float32Array.from(others.data)
  return (loss) => {
    const rng = createRng(1).fork('boosting')
    const start = (length: number) => Array.from(loss.initial, (value) => new Float64Array(length).fill(value))
    const [fitted, predicted] = [start(rows), start(others.rows)]
    const gains = new Float64Array(columns)
    for (let stage = 0; stage < stages; stage++) {
      const residuals = fitted.map((_, k) => loss.residuals(fitted, k)) // of all k before the first of them changes
      residuals.forEach((targets, k) => {
        const tree = grow({
          targets,
          order: rng.permutation(columns),
          leafValue: loss.leafValue,
          onSplit: (input, gain) => {
            gains[input]! += gain
          },
          onLeaf: (leaf, value) => {
            for (const row of leaf) fitted[k]![row]! += learningRate * value
          },
        })
        for (let row = 0; row < others.rows; row++) {
          predicted[k]![row]! += learningRate * predictTree(tree, otherInputs, row * columns)
        }
      })
    }
    const sum = gains.reduce((a, b) => a + b, 0)
    return { importance: sum === 0 ? gains : gains.map((gain) => gain / sum), fitted, predicted }
  }
}
