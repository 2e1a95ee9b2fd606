import { checkExamples } from './argument-checks.js'
import { codeAccuracy } from './code-classifier.js'
import { type FactorOptions, factorKinds } from './factor-kind.js'
import { gapsOfBestTwo } from './gap.js'
import { isHeldOut } from './held-out.js'
import { classesOf } from './labelled-codes.js'
import { type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { pearson } from './pearson.js'
import { varyingFactors } from './varying-columns.js'

/**
 * The separated attribute predictability (SAP), from 0 to 1: how well the best latent alone predicts a factor, minus how well
 * the second best does, mean over factors (Kumar, Sattigeri and Balakrishnan, "Variational inference of disentangled latent
 * concepts from unlabeled observations", 2018).
 *
 * Of a continuous factor it is the share of variance that a line explains, R^2 = cov^2 / (var var). Of a discrete one, as in
 * disentanglement_lib, it is the accuracy of a linear classifier (a support vector machine with squared hinge loss,
 * C = 0.01 and balanced classes) on every fifth example, which it has not learned from. It is meant for posterior means, of
 * all latents.
 *
 * A factor that is constant is left out, a constant code explains 0, and so does a second best where there is one code
 * only; of a discrete factor both have the accuracy of a constant guess.
 *
 * @param factors [N, F], ground truth, such as the sources S V; with a discrete one 10 examples or more
 * @param codes [N, J], posterior means E[z|x]
 * @throws MetricsError where a shape, a number of examples, a kind or an entry is not as it should be, or all factors are
 * constant
 * @example
 * const rows = Array.from({ length: 300 }, (_, n) => [n % 3, Math.sin(n * n)])
 * const codes = matrixFromRows(rows.map(([shape, size]) => [-2 * size!, 4 * shape! - 4]))
 * sap(matrixFromRows(rows), codes, { kinds: ['discrete', 'continuous'] }) // about 0.8
 */
export function sap(factors: Matrix, codes: Matrix, { kinds }: FactorOptions = {}): number {
  checkExamples({ factors, codes })
  const kindOf = factorKinds(factors, kinds)
  const varying = varyingFactors(factors)
  if (varying.some((factor) => kindOf[factor] === 'discrete')) checkExamples({ factors }, { atLeast: 10 })
  const gaps = varying.map((factor) => {
    const column = selectColumns(factors, [factor])
    const scores = kindOf[factor] === 'discrete' ? accuracies(column, codes) : explained(column, codes)
    return gapsOfBestTwo(scores)[0]!
  })
  return mean(gaps)
}

/** R^2 of a factor and each code, [1, J]. */
function explained(factor: Matrix, codes: Matrix): Matrix {
  const { rows, columns, data } = pearson(factor, codes)
  return { rows, columns, data: data.map((r) => r * r) }
}

/** The accuracy with which each code tells a factor's value, [1, J]; a single code is joined by one that is constant. */
function accuracies(factor: Matrix, codes: Matrix): Matrix {
  const { classes, indices } = classesOf(factor.data)
  const all = Array.from({ length: codes.columns }, (_, latent) =>
    Float64Array.from(selectColumns(codes, [latent]).data),
  )
  if (all.length === 1) all.push(new Float64Array(codes.rows))
  const ofHalf = (code: Float64Array, heldOut: boolean) => ({
    code: code.filter((_, row) => isHeldOut(row) === heldOut),
    classes: indices.filter((_, row) => isHeldOut(row) === heldOut),
  })
  const data = Float64Array.from(all, (code) => codeAccuracy(ofHalf(code, false), ofHalf(code, true), classes.length))
  return { rows: 1, columns: all.length, data }
}
