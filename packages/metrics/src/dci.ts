import { checkExamples } from './argument-checks.js'
import { deviance, squaredError } from './boosting-loss.js'
import { disentanglementOf } from './concentration.js'
import { type FactorOptions, factorKinds } from './factor-kind.js'
import { type Booster, createBooster } from './gradient-boosting.js'
import { holdOut } from './held-out.js'
import { classesOf, shareRight } from './labelled-codes.js'
import { type Matrix, matrixFromRows, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { varyingFactors } from './varying-columns.js'

/** Three views of how codes and factors correspond. */
export interface Dci {
  /** From 0 to 1: whether a code matters to one factor only, mean over codes weighted by their importance. */
  readonly disentanglement: number
  /** From 0 to 1: whether a factor needs one code only, mean over factors weighted by their importance. */
  readonly completeness: number
  /**
   * From 0 to 1: how well codes predict factors on examples not fitted, mean over factors: the share of a continuous
   * factor's variance that they explain, the share of a discrete factor's values that they get right.
   */
  readonly informativeness: number
  /** The same on the examples that were fitted. */
  readonly informativenessTrain: number
  /** How much each code matters for each factor that varies, [F, J]. */
  readonly importance: Matrix<Float64Array>
}

/**
 * Disentanglement, completeness and informativeness (DCI; Eastwood and Williams, "A framework for the quantitative evaluation
 * of disentangled representations", 2018) with gradient boosted trees as predictor, as in disentanglement_lib: scikit-learn's
 * `GradientBoostingRegressor` for continuous factors and `GradientBoostingClassifier` for discrete ones, with their defaults,
 * and impurity importances. Each code is first put into at most 255 bins. Every fifth example is held out for the
 * informativeness.
 *
 * It is meant for posterior means, of all latents. Importances have no size, only shares: also of noise some code matters
 * most, so read disentanglement and completeness with informativeness beside them, which for noise is 0 (1 / K for K classes).
 * `lassoDci` gives noise no weight, and sees linear functions only.
 *
 * Factors that are constant (in the fitted examples) are left out; with one factor, or one code, there is nothing to mix it
 * with, and disentanglement, or completeness, is 1. It takes some seconds for 4,000 examples, 60 codes and 18 continuous
 * factors; a discrete factor of K > 2 values takes K times as long as a continuous one.
 *
 * @param factors [N, F], ground truth, such as the sources S V; at least 10 examples
 * @param codes [N, J], posterior means E[z|x]
 * @throws MetricsError where a shape, a number of examples, a kind or an entry is not as it should be, or all factors are
 * constant
 * @example
 * const rows = Array.from({ length: 300 }, (_, n) => [n % 3, Math.sin(n * n)])
 * const codes = matrixFromRows(rows.map(([shape, size]) => [-2 * size!, 4 * shape! - 4]))
 * const { disentanglement } = dci(matrixFromRows(rows), codes, { kinds: ['discrete', 'continuous'] }) // about 1
 */
export function dci(factors: Matrix, codes: Matrix, { kinds }: FactorOptions = {}): Dci {
  checkExamples({ factors, codes }, { atLeast: 10 })
  const kindOf = factorKinds(factors, kinds)
  const { fitted, heldOut } = holdOut({ factors, codes })
  const boost = createBooster(fitted.codes, heldOut.codes)
  const found = varyingFactors(fitted.factors).map((factor) => {
    const [y, yOthers] = [fitted, heldOut].map((part) => Float64Array.from(selectColumns(part.factors, [factor]).data))
    return (kindOf[factor] === 'discrete' ? predictClasses : predictValues)(boost, y!, yOthers!)
  })
  const importance = { ...matrixFromRows(found.map((each) => each.importance)), columns: codes.columns }
  return {
    ...disentanglementOf(importance),
    informativeness: mean(found.map(({ onOthers }) => onOthers)),
    informativenessTrain: mean(found.map(({ onFitted }) => onFitted)),
    importance,
  }
}

interface Prediction {
  readonly importance: Float64Array
  readonly onFitted: number
  readonly onOthers: number
}

function predictValues(boost: Booster, y: Float64Array, yOthers: Float64Array): Prediction {
  const { importance, fitted, predicted } = boost(squaredError(y))
  return { importance, onFitted: explained(y, fitted[0]!), onOthers: explained(yOthers, predicted[0]!) }
}

function predictClasses(boost: Booster, y: Float64Array, yOthers: Float64Array): Prediction {
  const { classes, indices } = classesOf(y)
  const { importance, fitted, predicted } = boost(deviance(indices, classes.length))
  const right = (f: readonly Float64Array[], labels: Float64Array) =>
    shareRight(
      Float64Array.from(labels, (_, n) => classes[likeliest(f, n)]!),
      labels,
    )
  return { importance, onFitted: right(fitted, y), onOthers: right(predicted, yOthers) }
}

/** The index of the likeliest class of row n, the first of equals; of two classes f is of the second. */
function likeliest(f: readonly Float64Array[], n: number): number {
  if (f.length === 1) return f[0]![n]! > 0 ? 1 : 0
  const scores = f.map((ofClass) => ofClass[n]!)
  return scores.indexOf(Math.max(...scores))
}

/** R^2, 1 - (squared error) / (squared error of always saying the mean of these values), at least 0. */
function explained(y: Float64Array, f: Float64Array): number {
  const centre = mean(y)
  let [unexplained, total] = [0, 0]
  for (let n = 0; n < y.length; n++) {
    unexplained += (y[n]! - f[n]!) ** 2
    total += (y[n]! - centre) ** 2
  }
  return unexplained < total ? 1 - unexplained / total : 0
}
