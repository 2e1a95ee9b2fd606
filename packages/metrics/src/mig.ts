import { checkExamples, checkWhole } from './argument-checks.js'
import { binFactors } from './binned-factors.js'
import type { FactorOptions } from './factor-kind.js'
import { gapsOfBestTwo } from './gap.js'
import type { Matrix } from './matrix.js'
import { mean } from './mean.js'
import { discretise, entropies, mutualInformation } from './mutual-information.js'

/** How histograms are made of factors and codes. */
export interface HistogramOptions extends FactorOptions {
  /** The number of bins for each code and continuous factor, 20 as in disentanglement_lib. */
  readonly bins?: number
}

/**
 * The mutual information gap (MIG), from 0 to 1: the share of a factor's entropy that the most informative latent tells,
 * minus that of the second most informative, mean over factors (Chen et al., "Isolating sources of disentanglement in
 * variational autoencoders", 2018).
 *
 * As in disentanglement_lib codes are put into 20 bins of equal width over their range, and discrete factors are taken as
 * they are; continuous ones are put into bins as codes are. It is meant for posterior means, of all latents. A factor that is
 * constant is left out, a constant code tells nothing, and so does a second best where there is one code only. Sources S V
 * that are 0 for half the examples put half their mass into one bin: their MIG is mostly about presence. Noise has about
 * 1 / N of it for each pair of bins.
 *
 * @param factors [N, F], ground truth, such as the sources S V
 * @param codes [N, J], posterior means E[z|x]
 * @throws MetricsError where a shape, a number of examples, a kind or an entry is not as it should be, or all factors are
 * constant
 * @example
 * const shapes = Array.from({ length: 120 }, (_, n) => [n % 3, Math.floor(n / 3) % 8])
 * const codes = matrixFromRows(shapes.map(([shape, scale]) => [0.2 * scale!, -shape!]))
 * mig(matrixFromRows(shapes), codes, { kinds: 'discrete' }) // 1
 */
export function mig(factors: Matrix, codes: Matrix, { bins = 20, kinds }: HistogramOptions = {}): number {
  checkExamples({ factors, codes })
  checkWhole('bins', bins, 2)
  const binnedFactors = binFactors(factors, bins, kinds)
  const gaps = gapsOfBestTwo(mutualInformation(binnedFactors, discretise(codes, bins)))
  const entropyOf = entropies(binnedFactors)
  return mean(gaps.map((gap, factor) => gap / entropyOf[factor]!))
}
