import { checkExamples } from './argument-checks.js'
import { MetricsError } from './errors.js'
import { type Matrix, selectColumns } from './matrix.js'
import { pearson } from './pearson.js'
import { varyingColumns } from './varying-columns.js'

const rounding = 1e-12 // a share of a code's variance that cannot be told from none

/**
 * The total correlation of codes in nats, as if they were jointly Gaussian: -1/2 log det R of their correlation matrix R,
 * the KL divergence of a Gaussian with their covariance from the product of its marginals (as the unsupervised scores of
 * Locatello et al., "Challenging common assumptions in the unsupervised learning of disentangled representations", 2019).
 * 0 where no two codes are correlated, Infinity where one is a linear function of others; it needs no factors.
 *
 * Constant codes depend on nothing and are left out. J unrelated codes of N examples still give about J (J - 1) / (4 N).
 * Only linear dependence counts: spikes that switch together around a mean of 0 go unseen.
 *
 * @param codes [N, J], with more examples than codes that vary
 * @throws MetricsError where the shape, the number of examples or an entry is not as it should be
 */
export function gaussianTotalCorrelation(codes: Matrix): number {
  checkExamples({ codes })
  const varying = selectColumns(codes, varyingColumns(codes))
  if (varying.rows <= varying.columns) {
    throw new MetricsError(
      'TOO_FEW_EXAMPLES',
      `codes: has ${varying.rows} rows for ${varying.columns} columns that vary, expected more rows than such columns`,
    )
  }
  return Math.max(0, -logDeterminant(pearson(varying, varying)) / 2) // rounding may step below 0
}

/** log det of a correlation matrix from its Cholesky factor, whose squared pivots are the shares of variance left over. */
function logDeterminant({ rows: size, data }: Matrix): number {
  const factor = new Float64Array(size * size)
  let sum = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = data[i * size + j]!
      for (let k = 0; k < j; k++) rest -= factor[i * size + k]! * factor[j * size + k]!
      if (i === j && rest < rounding) return Number.NEGATIVE_INFINITY
      factor[i * size + j] = i === j ? Math.sqrt(rest) : rest / factor[j * size + j]!
    }
    sum += 2 * Math.log(factor[i * size + i]!)
  }
  return sum
}
