import { minimise } from './lbfgs.js'
import type { Matrix } from './matrix.js'

/** A multinomial logistic regression for C classes of inputs [N, J]: p(y|z) proportional to exp(W_y z + b_y). */
export interface LogisticRegression {
  /** W, [C, J] */
  readonly weights: Matrix<Float64Array>
  /** b, [C] */
  readonly intercepts: Float64Array
}

/**
 * The weights and intercepts that minimise -sum_n log p(y_n | z_n) + penalty / 2 |W|^2. Intercepts are free, as in
 * scikit-learn's `LogisticRegression`.
 *
 * @param options.inputs z, [N, J]
 * @param options.classes y, [N], from 0 to C - 1
 */
export function fitLogisticRegression({
  inputs,
  classes,
  classCount,
  penalty,
}: {
  readonly inputs: Matrix
  readonly classes: Uint32Array
  readonly classCount: number
  readonly penalty: number
}): LogisticRegression {
  const { rows, columns } = inputs
  const weightCount = classCount * columns
  const scores = new Float64Array(classCount)

  // Parameters are W row by row, then b. Everything is per example, so that the solver's tolerance does not depend on N.
  const loss = (parameters: Float64Array, gradient: Float64Array): number => {
    let sum = 0
    for (let k = 0; k < weightCount; k++) {
      sum += (penalty / 2) * parameters[k]! ** 2
      gradient[k] = (penalty * parameters[k]!) / rows
    }
    gradient.fill(0, weightCount)
    const model = modelOf(parameters, classCount, columns)
    for (let row = 0; row < rows; row++) {
      scoresOf(model, inputs, row, scores)
      const label = classes[row]!
      sum -= scores[label]!
      sum += exponentiate(scores)
      for (let c = 0; c < classCount; c++) {
        const error = (scores[c]! - (c === label ? 1 : 0)) / rows
        for (let j = 0; j < columns; j++) gradient[c * columns + j]! += error * inputs.data[row * columns + j]!
        gradient[weightCount + c]! += error
      }
    }
    return sum / rows
  }
  return modelOf(minimise(loss, new Float64Array(weightCount + classCount)), classCount, columns)
}

/** The most probable class of each input, the first of equals. */
export function classify(model: LogisticRegression, inputs: Matrix): Uint32Array {
  const scores = new Float64Array(model.weights.rows)
  return Uint32Array.from({ length: inputs.rows }, (_, row) => {
    scoresOf(model, inputs, row, scores)
    return scores.indexOf(Math.max(...scores))
  })
}

function modelOf(parameters: Float64Array, classCount: number, columns: number): LogisticRegression {
  const weightCount = classCount * columns
  return {
    weights: { rows: classCount, columns, data: parameters.subarray(0, weightCount) },
    intercepts: parameters.subarray(weightCount),
  }
}

/** Writes W z + b of one input into `scores`. */
function scoresOf(
  { weights, intercepts }: LogisticRegression,
  inputs: Matrix,
  row: number,
  scores: Float64Array,
): void {
  const { columns } = weights
  for (let c = 0; c < scores.length; c++) {
    let score = intercepts[c]!
    for (let j = 0; j < columns; j++) score += weights.data[c * columns + j]! * inputs.data[row * columns + j]!
    scores[c] = score
  }
}

/** Turns scores into probabilities, in place, and gives the logarithm of what they were divided by. */
function exponentiate(scores: Float64Array): number {
  const largest = Math.max(...scores)
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp(scores[c]! - largest)
    sum += scores[c]!
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum
  return largest + Math.log(sum)
}
