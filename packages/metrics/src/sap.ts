import { checkExamples } from './edge.js'
import { gapsOfBestTwo } from './gap.js'
import { type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { pearson } from './pearson.js'
import { varyingFactors } from './varying-columns.js'

/**
 * The separated attribute predictability (SAP) of continuous factors, from 0 to 1: the share of a factor's variance that a
 * line through the best latent explains, R^2 = cov^2 / (var var), minus that of the second best, mean over factors (Kumar,
 * Sattigeri and Balakrishnan, "Variational inference of disentangled latent concepts from unlabeled observations", 2018).
 *
 * A factor that is constant is left out, a constant code explains 0, and so does a second best where there is one code
 * only. Restrict to latents in use with `selectColumns(codes, activeLatents(a))`.
 *
 * @param factors [N, F], continuous ground truth, such as the sources S V
 * @param codes [N, J]
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, or all factors are constant
 */
export function sap(factors: Matrix, codes: Matrix): number {
  checkExamples({ factors, codes })
  const { rows, columns, data } = pearson(selectColumns(factors, varyingFactors(factors)), codes)
  return mean(gapsOfBestTwo({ rows, columns, data: data.map((r) => r * r) }))
}
