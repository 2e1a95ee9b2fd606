import { checkExamples, checkNotNegative } from './argument-checks.js'
import { thresholdFor } from './correlation-matrix.js'
import type { Matrix } from './matrix.js'
import { pearson } from './pearson.js'

/**
 * How each latent's posterior mean follows each generating feature, with its sign: corr(source_i, E[z_j | x]), [F, J].
 *
 * It stands beside `correlationMatrix`, which correlates magnitudes and so cannot see a code that gives its factor by its
 * sign, such as the standardised position of a sprite. All that is read off a correlation matrix (`orderLatents`,
 * `activeLatents`, `attributesOwned`, `correlationContrast`, `meanBestCorrelation`) goes by the sizes of its entries, and
 * takes this one as well. A constant column gives zeros.
 *
 * @param sources [N, F], the source of feature i, S_i V_i; or factors of any kind
 * @param means [N, J], posterior means E[z|x]: of spikes and slabs gamma mu
 * @param options.threshold entries smaller in size become 0; by default as for `correlationMatrix`
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const positions = Array.from({ length: 100 }, (_, n) => n % 10)
 * const codes = matrixFromRows(positions.map((x) => [4.5 - x])) // of either sign
 * const signed = signedCorrelationMatrix(matrixFromRows(positions.map((x) => [x])), codes) // -1
 */
export function signedCorrelationMatrix(
  sources: Matrix,
  means: Matrix,
  options: { readonly threshold?: number } = {},
): Matrix<Float64Array> {
  checkExamples({ sources, means })
  const threshold = options.threshold ?? thresholdFor(sources, means)
  checkNotNegative('threshold', threshold)
  const { rows, columns, data } = pearson(sources, means)
  return { rows, columns, data: data.map((r) => (Math.abs(r) < threshold ? 0 : r)) }
}
