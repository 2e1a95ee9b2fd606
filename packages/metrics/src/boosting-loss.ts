import type { LeafValue } from './regression-tree.js'

/** What boosting lowers: it fits K functions f_k at once, one tree for each at a time. */
export interface BoostingLoss {
  /** f_k before the first tree, [K]. */
  readonly initial: Float64Array
  /** Minus the gradient of the loss with respect to f_k, [N], which the next tree is fitted to; f is [K][N]. */
  residuals(f: readonly Float64Array[], k: number): Float64Array
  /** What a tree adds for the rows of a leaf, before the learning rate. */
  readonly leafValue: LeafValue
}

/** Half the squared error of one function. */
export function squaredError(targets: Float64Array): BoostingLoss {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length
  return {
    initial: Float64Array.of(mean),
    residuals: ([f]) => targets.map((target, n) => target - f![n]!),
    leafValue: (residuals, rows) => sumOver(rows, (row) => residuals[row]!) / rows.length,
  }
}

/**
 * -log p(class) with p proportional to exp(f_k), and of two classes p(second) = 1 / (1 + exp(-f)). Leaves take one step of
 * Newton's method (Friedman, "Greedy function approximation: a gradient boosting machine", 2001, algorithms 5 and 6).
 */
export function deviance(classes: Uint32Array, classCount: number): BoostingLoss {
  const shares = new Float64Array(classCount)
  for (const label of classes) shares[label]! += 1 / classes.length
  const two = classCount === 2
  const weight = two ? 1 : (classCount - 1) / classCount
  return {
    initial: two ? Float64Array.of(Math.log(shares[1]! / shares[0]!)) : shares.map((share) => Math.log(share)),
    residuals: (f, k) =>
      Float64Array.from(classes, (label, n) =>
        two ? label - 1 / (1 + Math.exp(-f[0]![n]!)) : (label === k ? 1 : 0) - softmax(f, k, n),
      ),
    leafValue: (residuals, rows) => {
      const sum = sumOver(rows, (row) => residuals[row]!)
      // p (1 - p), since a residual is 1 - p or -p.
      const curvature = sumOver(rows, (row) => Math.abs(residuals[row]!) * (1 - Math.abs(residuals[row]!)))
      return curvature < 1e-150 ? 0 : (weight * sum) / curvature
    },
  }
}

function softmax(f: readonly Float64Array[], k: number, n: number): number {
  let sum = 0
  for (const other of f) sum += Math.exp(other[n]! - f[k]![n]!)
  return 1 / sum
}

function sumOver(rows: Uint32Array, value: (row: number) => number): number {
  let sum = 0
  for (let n = 0; n < rows.length; n++) sum += value(rows[n]!)
  return sum
}
