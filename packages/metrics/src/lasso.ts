import type { Matrix } from './matrix.js'

const tolerance = 1e-10 // of a weight in standardised units
const maxSweeps = 10_000

/**
 * The Lasso for standardised inputs and targets: for each target i the weights w_i that minimise
 * |y_i - X w_i|^2 / (2 N) + penalty |w_i|_1, by cyclic coordinate descent (Friedman, Hastie and Tibshirani,
 * "Regularization paths for generalized linear models via coordinate descent", 2010).
 *
 * Of standardised data it needs the correlations only, so its time does not depend on N.
 *
 * @param options.inputs [J, J], the correlations of the inputs with each other; an input of zeros (a constant) gets weight 0
 * @param options.targets [F, J], the correlations of the targets with the inputs
 * @returns weights [F, J]
 */
export function lasso({
  inputs,
  targets,
  penalty,
}: {
  readonly inputs: Matrix
  readonly targets: Matrix
  readonly penalty: number
}): Matrix<Float64Array> {
  const weights = new Float64Array(targets.rows * targets.columns)
  const varying = Array.from({ length: inputs.rows }, (_, j) => j).filter(
    (j) => inputs.data[j * inputs.columns + j]! > 0,
  )
  for (let target = 0; target < targets.rows; target++) {
    const from = target * targets.columns
    const w = weights.subarray(from, from + targets.columns)
    // What each input's correlation with the residual is: X'(y - X w) / N, kept up to date as w changes.
    const residual = Float64Array.from(targets.data.subarray(from, from + targets.columns))
    for (let sweep = 0; sweep < maxSweeps; sweep++) {
      let largestStep = 0
      for (const j of varying) {
        const step = softThreshold(residual[j]! + w[j]!, penalty) - w[j]!
        if (step === 0) continue
        w[j]! += step
        for (const k of varying) residual[k]! -= step * inputs.data[j * inputs.columns + k]!
        largestStep = Math.max(largestStep, Math.abs(step))
      }
      if (largestStep < tolerance) break
    }
  }
  return { rows: targets.rows, columns: targets.columns, data: weights }
}

function softThreshold(x: number, by: number): number {
  return Math.sign(x) * Math.max(0, Math.abs(x) - by)
}
