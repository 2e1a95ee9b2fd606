import { minimise, type Smooth } from './lbfgs.js'
import type { Matrix } from './matrix.js'
import { momentsOf } from './moments.js'

/** A multinomial logistic regression for C classes of inputs [N, J]: p(y|z) proportional to exp(W_y z + b_y). */
export interface LogisticRegression {
  /** W, [C, J] */
  readonly weights: Matrix<Float64Array>
  /** b, [C] */
  readonly intercepts: Float64Array
}

/** What a logistic regression learns from. */
interface Problem {
  /** z, [N, J] */
  readonly inputs: Matrix
  /** y, [N], from 0 to C - 1 */
  readonly classes: Uint32Array
  /** C */
  readonly classCount: number
  readonly penalty: number
  /** The largest entry of the gradient of the loss per example at which the fit ends. */
  readonly tolerance?: number
}

/**
 * The weights and intercepts that minimise -sum_n log p(y_n | z_n) + penalty / 2 |W|^2. Intercepts are free, as in
 * scikit-learn's `LogisticRegression`. A constant input gets a weight of 0.
 *
 * For the solver the inputs are moved and scaled, so that the loss is about equally curved along all weights whatever
 * their units; the penalty stays on the weights of the inputs as they are.
 */
export function fitLogisticRegression(problem: Problem): LogisticRegression {
  const { inputs, classCount, penalty } = problem
  const { rows, columns } = inputs
  const { mean, deviation } = momentsOf(inputs)
  const unit = deviation.map((s) => (s === 0 ? 0 : 1 / Math.sqrt(s * s + penalty / rows)))
  const scaleEntry = (value: number, k: number) => (value - mean[k % columns]!) * unit[k % columns]!
  const scaled = { rows, columns, data: Float64Array.from(inputs.data, scaleEntry) }
  const parameters = minimise(
    lossOf({ ...problem, inputs: scaled }, unit),
    new Float64Array(classCount * (columns + 1)),
    problem.tolerance,
  )
  const { weights, intercepts } = modelOf(parameters, classCount, columns)
  const unscaled = weights.data.map((weight, k) => weight * unit[k % columns]!)
  const offsetOf = (c: number) =>
    unscaled.subarray(c * columns, (c + 1) * columns).reduce((sum, weight, j) => sum + weight * mean[j]!, 0)
  return { weights: { ...weights, data: unscaled }, intercepts: intercepts.map((b, c) => b - offsetOf(c)) }
}

/**
 * The loss per example, so that the solver's tolerance does not depend on N, as a function of the weights row by row and
 * then the intercepts. Weight j is penalised in units of `unit[j]`.
 */
function lossOf({ inputs, classes, classCount, penalty }: Problem, unit: Float64Array): Smooth {
  const { rows, columns, data } = inputs
  const weightCount = classCount * columns
  const scores = new Float64Array(classCount)
  return (parameters, gradient) => {
    let sum = 0
    for (let k = 0; k < weightCount; k++) {
      const weight = parameters[k]! * unit[k % columns]!
      sum += (penalty / 2) * weight * weight
      gradient[k] = (penalty * weight * unit[k % columns]!) / rows
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
        for (let j = 0; j < columns; j++) gradient[c * columns + j]! += error * data[row * columns + j]!
        gradient[weightCount + c]! += error
      }
    }
    return sum / rows
  }
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
