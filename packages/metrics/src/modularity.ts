import { checkExamples, checkWhole } from './edge.js'
import { type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { discretise, mutualInformation } from './mutual-information.js'
import { varyingColumns, varyingFactors } from './varying-columns.js'

const rounding = 1e-12 // nats: less mutual information than this is none

/**
 * The modularity of latents, from 0 to 1: whether a latent tells of one factor only (Ridgeway and Mozer, "Learning deep
 * disentangled embeddings with the F-statistic loss", 2018). Of one with mutual information m_i with factor i it is
 *
 *     1 - sum_{i != best} m_i^2 / (m_best^2 (F - 1)),
 *
 * mean over latents. Ridgeway and Mozer leave the latents that tell nothing open, and disentanglement_lib scores them 0;
 * here constant and wholly uninformative codes are left out, since a dead latent mixes nothing. One that is dead but
 * noisy passes for one that tells a little of every factor: restrict to latents in use with
 * `selectColumns(codes, activeLatents(a))`. Codes unrelated to the factors score about 0.2 and not 0, because the noise
 * of the histograms makes some factor the best one. Where no code tells anything the score is 0, with one factor it is 1.
 *
 * Factors and codes are put into bins as for `mig`. Factors that are constant are left out.
 *
 * @param factors [N, F], continuous ground truth, such as the sources S V
 * @param codes [N, J]
 * @param options.bins the number of bins for each column, 20 as in disentanglement_lib
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, or all factors are constant
 */
export function modularity(factors: Matrix, codes: Matrix, { bins = 20 }: { readonly bins?: number } = {}): number {
  checkExamples({ factors, codes })
  checkWhole('bins', bins, 2)
  const binnedFactors = discretise(selectColumns(factors, varyingFactors(factors)), bins)
  const binnedCodes = discretise(selectColumns(codes, varyingColumns(codes)), bins)
  const { rows, columns, data } = mutualInformation(binnedFactors, binnedCodes)
  const scores = Array.from({ length: columns }, (_, latent) => {
    const squares = Array.from({ length: rows }, (_, factor) => data[factor * columns + latent]! ** 2)
    const best = Math.max(...squares)
    if (best < rounding ** 2) return []
    const others = squares.reduce((sum, square) => sum + square, 0) - best
    return [rows === 1 ? 1 : 1 - others / (best * (rows - 1))]
  })
  return mean(scores.flat())
}
