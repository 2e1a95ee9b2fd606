import { checkExamples, checkWhole } from './edge.js'
import { gapsOfBestTwo } from './gap.js'
import { type Matrix, selectColumns } from './matrix.js'
import { mean } from './mean.js'
import { discretise, entropies, mutualInformation } from './mutual-information.js'
import { varyingFactors } from './varying-columns.js'

/**
 * The mutual information gap (MIG), from 0 to 1: the share of a factor's entropy that the most informative latent tells,
 * minus that of the second most informative, mean over factors (Chen et al., "Isolating sources of disentanglement in
 * variational autoencoders", 2018).
 *
 * Factors and codes are both continuous and put into bins of equal width over their range, as disentanglement_lib does
 * with codes. A factor that is constant is left out, a constant code tells nothing, and so does a second best where there
 * is one code only. Restrict to latents in use with `selectColumns(codes, activeLatents(a))`. Sources S V that are 0
 * for half the examples put half their mass into one bin: their MIG is mostly about presence.
 *
 * @param factors [N, F], continuous ground truth, such as the sources S V
 * @param codes [N, J]
 * @param options.bins the number of bins for each column, 20 as in disentanglement_lib
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, or all factors are constant
 */
export function mig(factors: Matrix, codes: Matrix, { bins = 20 }: { readonly bins?: number } = {}): number {
  checkExamples({ factors, codes })
  checkWhole('bins', bins, 2)
  const binnedFactors = discretise(selectColumns(factors, varyingFactors(factors)), bins)
  const gaps = gapsOfBestTwo(mutualInformation(binnedFactors, discretise(codes, bins)))
  const entropyOf = entropies(binnedFactors)
  return mean(gaps.map((gap, factor) => gap / entropyOf[factor]!))
}
