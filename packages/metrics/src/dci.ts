import { checkExamples, checkNotNegative } from './edge.js'
import { lasso } from './lasso.js'
import { filterRows, type Matrix, rowOf, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { momentsOf, standardise } from './moments.js'
import { pearson } from './pearson.js'
import { varyingFactors } from './varying-columns.js'

/** Three views of how codes and factors correspond. */
export interface Dci {
  /** From 0 to 1: whether a code matters to one factor only, mean over codes weighted by their importance. */
  readonly disentanglement: number
  /** From 0 to 1: whether a factor needs one code only, mean over factors weighted by their importance. */
  readonly completeness: number
  /** From 0 to 1: the share of a factor's variance that the codes predict on examples not fitted, mean over factors. */
  readonly informativeness: number
  /** How much each code matters for each factor that varies, [F, J]: the sizes of the weights. */
  readonly importance: Matrix<Float64Array>
}

/**
 * Disentanglement, completeness and informativeness (DCI) of continuous factors (Eastwood and Williams, "A framework for
 * the quantitative evaluation of disentangled representations", 2018), with the Lasso as predictor, their own choice for
 * continuous factors. Every fifth example is held out for the informativeness.
 *
 * Their penalty is 0.02. Entropies, however, do not see how small weights are: a single weight given to noise counts as
 * perfect disentanglement. So the default penalty is the least that gives codes without any relation to the factors no
 * weight at all (with a probability of 0.95, by the Gaussian tail bound over all pairs): sqrt(2 ln(2 F J / 0.05) / n) for
 * n fitted examples, 0.08 for 4,000 examples in all, 18 factors and 60 codes. It takes its square off the informativeness
 * of a perfect code, and of a few hundred examples leaves little. Where no code gets a weight all scores are 0.
 *
 * Factors that are constant (in the fitted examples) are left out, constant codes get no weight; with one factor, or one
 * code, there is nothing to mix it with, and disentanglement, or completeness, is 1. Restrict to latents in use with
 * `selectColumns(codes, activeLatents(a))`. Disentanglement and completeness average as in disentanglement_lib.
 *
 * @param factors [N, F], continuous ground truth, such as the sources S V; at least 10 examples
 * @param codes [N, J]
 * @param options.penalty the factor of |w|_1 beside half the mean squared error, for standardised factors and codes
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, or all factors are constant
 */
export function dci(factors: Matrix, codes: Matrix, { penalty }: { readonly penalty?: number } = {}): Dci {
  checkExamples({ factors, codes }, { atLeast: 10 })
  if (penalty !== undefined) checkNotNegative('penalty', penalty)
  const varying = varyingFactors(filterRows(factors, isFitted))
  const fitted = split(selectColumns(factors, varying), codes, isFitted)
  const heldOut = split(selectColumns(factors, varying), codes, (row) => !isFitted(row))
  const weights = lasso({
    inputs: pearson(fitted.codes, fitted.codes),
    targets: pearson(fitted.factors, fitted.codes),
    penalty: penalty ?? noisePenalty(fitted),
  })
  const importance = { ...weights, data: weights.data.map(Math.abs) }
  return {
    disentanglement: concentration(transpose(importance)),
    completeness: concentration(importance),
    informativeness: mean(explainedVariance(weights, fitted, heldOut)),
    importance,
  }
}

interface Examples {
  readonly factors: Matrix
  readonly codes: Matrix
}

const isFitted = (row: number) => row % 5 !== 4

const split = (factors: Matrix, codes: Matrix, keep: (row: number) => boolean): Examples => ({
  factors: filterRows(factors, keep),
  codes: filterRows(codes, keep),
})

function noisePenalty({ factors, codes }: Examples): number {
  return Math.sqrt((2 * Math.log((2 * factors.columns * Math.max(1, codes.columns)) / 0.05)) / factors.rows)
}

/** One minus the entropy of each row in units of its largest possible value, mean over rows weighted by their sums. */
function concentration(importance: Matrix): number {
  let weighted = 0
  let total = 0
  for (let row = 0; row < importance.rows; row++) {
    const entries = rowOf(importance, row)
    const sum = entries.reduce((a, b) => a + b, 0)
    const entropy = entries.reduce((h, entry) => (entry > 0 ? h - (entry / sum) * Math.log(entry / sum) : h), 0)
    weighted += sum * (entries.length === 1 ? 1 : 1 - entropy / Math.log(entries.length))
    total += sum
  }
  return total === 0 ? 0 : weighted / total
}

/** For each factor, on the held-out examples, 1 - (squared error) / (squared error of always saying the mean), at least 0. */
function explainedVariance(weights: Matrix, fitted: Examples, heldOut: Examples): number[] {
  const x = standardise(heldOut.codes, momentsOf(fitted.codes))
  const y = standardise(heldOut.factors, momentsOf(fitted.factors))
  const n = heldOut.codes.rows
  return Array.from({ length: weights.rows }, (_, factor) => {
    const actual = y.subarray(factor * n, (factor + 1) * n)
    const error = Float64Array.from(actual)
    for (let code = 0; code < weights.columns; code++) {
      const weight = weights.data[factor * weights.columns + code]!
      if (weight === 0) continue
      for (let row = 0; row < n; row++) error[row]! -= weight * x[code * n + row]!
    }
    const unexplained = sumOfSquares(error)
    const total = sumOfSquares(actual)
    return unexplained < total ? 1 - unexplained / total : 0
  })
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0)

function transpose({ rows, columns, data }: Matrix): Matrix {
  const transposed = new Float64Array(rows * columns)
  for (let k = 0; k < transposed.length; k++) transposed[k] = data[(k % rows) * columns + Math.floor(k / rows)]!
  return { rows: columns, columns: rows, data: transposed }
}
