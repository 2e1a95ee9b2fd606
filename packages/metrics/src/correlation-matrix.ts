import { checkExamples, checkNotNegative } from './argument-checks.js'
import { chanceCorrelation } from './chance-correlation.js'
import type { Matrix } from './matrix.js'
import { pearson } from './pearson.js'

/** Correlations below this count as zero, as in the authors' own analysis. */
export const correlationThreshold = 0.07

/**
 * How strongly each latent responds to each generating feature: A_ij = |corr(|source_i|, |z_j|)|, [F, J], the matrices of
 * figures 3 and 9 of Tonolini et al. 2019.
 *
 * Magnitudes are correlated because a source S_i V_i is 0 where its attribute is absent and of either sign where it is
 * present, and so is a code. A column that is constant, such as the codes of a dead latent, gives zeros. What gives its
 * factor by its sign is not seen: see `signedCorrelationMatrix`.
 *
 * Small entries are 0, and with them the latents they would make active: those below 0.07, as in the authors' own analysis,
 * and those that chance reaches (`chanceCorrelation`), which is more below 4,000 examples. So of noise nothing is left, and
 * every score read off the matrix is 0, however few examples there are.
 *
 * @param sources [N, F], the source of feature i being S_i V_i: its value where its attribute is present, else 0
 * @param codes [N, J], samples z of q(z|x), drawn with hard spikes
 * @param options.threshold entries below it become 0; by default the larger of 0.07 and `chanceCorrelation`
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const wave = (n: number) => Math.max(0, Math.sin(n))
 * const rows = Array.from({ length: 100 }, (_, n) => [wave(n), wave(7 * n)] as const)
 * const sources = matrixFromRows(rows)
 * const codes = matrixFromRows(rows.map(([first, second]) => [3 * second, 0.5, -first]))
 * const a = correlationMatrix(sources, codes) // [[0, 0, 1], [1, 0, 0]]
 * const figure = selectColumns(a, orderLatents(a).latents)
 */
export function correlationMatrix(
  sources: Matrix,
  codes: Matrix,
  options: { readonly threshold?: number } = {},
): Matrix<Float64Array> {
  checkExamples({ sources, codes })
  const threshold = options.threshold ?? thresholdFor(sources, codes)
  checkNotNegative('threshold', threshold)
  const { rows, columns, data } = pearson(magnitudes(sources), magnitudes(codes))
  return { rows, columns, data: data.map((r) => (Math.abs(r) < threshold ? 0 : Math.abs(r))) }
}

/** What entries must reach to count: the authors' threshold, and more where chance alone passes that. */
export function thresholdFor({ rows, columns }: Matrix, codes: Matrix): number {
  const chance = chanceCorrelation({ examples: rows, features: columns, latents: codes.columns })
  return Math.max(correlationThreshold, chance)
}

function magnitudes({ rows, columns, data }: Matrix): Matrix {
  return { rows, columns, data: data.map(Math.abs) }
}
