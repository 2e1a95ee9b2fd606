import { checkExamples, checkNotNegative } from './argument-checks.js'
import { disentanglementOf } from './concentration.js'
import type { Dci } from './dci.js'
import { type Examples, holdOut } from './held-out.js'
import { lasso } from './lasso.js'
import { type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { momentsOf, standardise } from './moments.js'
import { pearson } from './pearson.js'
import { varyingFactors } from './varying-columns.js'

/**
 * DCI with the Lasso as predictor: which codes tell continuous factors, as far as linear functions see it. Eastwood and
 * Williams ("A framework for the quantitative evaluation of disentangled representations", 2018) have it beside trees; what
 * is compared under the name of DCI today is by trees, `dci`, and the two can order models differently. Every fifth example
 * is held out for the informativeness.
 *
 * Their penalty is 0.02. Entropies, however, do not see how small weights are: a single weight given to noise counts as
 * perfect disentanglement. So the default penalty is the least that gives codes without any relation to the factors no
 * weight at all (with a probability of 0.95, by the Gaussian tail bound over all pairs): sqrt(2 ln(2 F J / 0.05) / n) for
 * n fitted examples, 0.08 for 4,000 examples in all, 18 factors and 60 codes. It takes its square off the informativeness
 * of a perfect code, and of a few hundred examples leaves little. Where no code gets a weight all scores are 0.
 *
 * Factors that are constant (in the fitted examples) are left out, constant codes get no weight; with one factor, or one
 * code, there is nothing to mix it with, and disentanglement, or completeness, is 1.
 *
 * @param factors [N, F], continuous ground truth, such as the sources S V; at least 10 examples
 * @param codes [N, J]
 * @param options.penalty the factor of |w|_1 beside half the mean squared error, for standardised factors and codes
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, or all factors are constant
 */
export function lassoDci(factors: Matrix, codes: Matrix, { penalty }: { readonly penalty?: number } = {}): Dci {
  checkExamples({ factors, codes }, { atLeast: 10 })
  if (penalty !== undefined) checkNotNegative('penalty', penalty)
  const varying = varyingFactors(holdOut({ factors, codes }).fitted.factors)
  const { fitted, heldOut } = holdOut({ factors: selectColumns(factors, varying), codes })
  const weights = lasso({
    inputs: pearson(fitted.codes, fitted.codes),
    targets: pearson(fitted.factors, fitted.codes),
    penalty: penalty ?? noisePenalty(fitted),
  })
  const importance = { ...weights, data: weights.data.map(Math.abs) }
  return {
    ...disentanglementOf(importance),
    informativeness: mean(explainedVariance(weights, fitted, heldOut)),
    informativenessTrain: mean(explainedVariance(weights, fitted, fitted)),
    importance,
  }
}

function noisePenalty({ factors, codes }: Examples): number {
  return Math.sqrt((2 * Math.log((2 * factors.columns * Math.max(1, codes.columns)) / 0.05)) / factors.rows)
}

/** For each factor, on these examples, 1 - (squared error) / (squared error of always saying the mean), at least 0. */
function explainedVariance(weights: Matrix, fitted: Examples, examples: Examples): number[] {
  const x = standardise(examples.codes, momentsOf(fitted.codes))
  const y = standardise(examples.factors, momentsOf(fitted.factors))
  const n = examples.codes.rows
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
