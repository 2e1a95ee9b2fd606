import { checkExamples, checkWhole } from './argument-checks.js'
import { binFactors } from './binned-factors.js'
import type { Matrix } from './matrix.js'
import { mean } from './mean.js'
import type { HistogramOptions } from './mig.js'
import { discretise, mutualInformation } from './mutual-information.js'

const rounding = 1e-12 // nats: less mutual information than this is none

/**
 * The modularity of latents, from 0 to 1: whether a latent tells of one factor only (Ridgeway and Mozer, "Learning deep
 * disentangled embeddings with the F-statistic loss", 2018). Of one with mutual information m_i with factor i it is
 *
 *     1 - sum_{i != best} m_i^2 / (m_best^2 (F - 1)),
 *
 * mean over latents. Ridgeway and Mozer leave open what a latent is worth that tells nothing; as in disentanglement_lib it
 * counts as 0, so dead latents pull the score down. What those in use alone have is `selectColumns(codes, activeUnits(codes))`,
 * a number of its own. Codes unrelated to the factors score about 0.2 and not 0, because the noise of the histograms makes
 * some factor the best one. Without codes the score is 0, with one factor it is 1 for each code that tells of it.
 *
 * Factors and codes are put into bins as for `mig`, and meant to be the same: posterior means of all latents. Factors that
 * are constant are left out.
 *
 * @param factors [N, F], ground truth, such as the sources S V
 * @param codes [N, J], posterior means E[z|x]
 * @throws MetricsError where a shape, a number of examples, a kind or an entry is not as it should be, or all factors are
 * constant
 * @example
 * const factors = matrixFromRows(Array.from({ length: 400 }, (_, n) => [n % 20, Math.floor(n / 20)]))
 * const codes = matrixFromRows(Array.from({ length: 400 }, (_, n) => [-n % 20, n % 20, 0.5]))
 * modularity(factors, codes) // 2 / 3: two that tell of one factor each, though of the same, and one that is dead
 */
export function modularity(factors: Matrix, codes: Matrix, { bins = 20, kinds }: HistogramOptions = {}): number {
  checkExamples({ factors, codes })
  checkWhole('bins', bins, 2)
  const { rows, columns, data } = mutualInformation(binFactors(factors, bins, kinds), discretise(codes, bins))
  const scores = Array.from({ length: columns }, (_, latent) => {
    const squares = Array.from({ length: rows }, (_, factor) => data[factor * columns + latent]! ** 2)
    const best = Math.max(...squares)
    if (best < rounding ** 2) return 0
    const others = squares.reduce((sum, square) => sum + square, 0) - best
    return rows === 1 ? 1 : 1 - others / (best * (rows - 1))
  })
  return mean(scores)
}
