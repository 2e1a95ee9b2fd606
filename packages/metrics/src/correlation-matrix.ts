import { checkExamples, checkNotNegative } from './edge.js'
import type { Matrix } from './matrix.js'
import { pearson } from './pearson.js'

/** Correlations below this count as zero, as in the authors' own analysis. */
export const correlationThreshold = 0.07

/**
 * How strongly each latent responds to each generating feature: A_ij = |corr(|source_i|, |z_j|)|, [F, J], the matrices of
 * figures 3 and 9 of Tonolini et al. 2019.
 *
 * Magnitudes are correlated because a source S_i V_i is 0 where its attribute is absent and of either sign where it is
 * present, and so is a code. A column that is constant, such as the codes of a dead latent, gives zeros.
 *
 * @param sources [N, F], the source of feature i being S_i V_i: its value where its attribute is present, else 0
 * @param codes [N, J], samples z of q(z|x), drawn with hard spikes
 * @param options.threshold entries below it become 0
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const sources = matrixFromRows([[0, 1], [2, 0], [0, 0], [-1, 3]])
 * const codes = matrixFromRows([[-1, 0], [0, 4], [0, 0], [-3, -2]])
 * const a = correlationMatrix(sources, codes) // [2, 2]
 * const figure = selectColumns(a, orderLatents(a).latents)
 */
export function correlationMatrix(
  sources: Matrix,
  codes: Matrix,
  { threshold = correlationThreshold }: { readonly threshold?: number } = {},
): Matrix<Float64Array> {
  checkExamples({ sources, codes })
  checkNotNegative('threshold', threshold)
  const { rows, columns, data } = pearson(magnitudes(sources), magnitudes(codes))
  return { rows, columns, data: data.map((r) => (Math.abs(r) < threshold ? 0 : Math.abs(r))) }
}

function magnitudes({ rows, columns, data }: Matrix): Matrix {
  return { rows, columns, data: data.map(Math.abs) }
}
