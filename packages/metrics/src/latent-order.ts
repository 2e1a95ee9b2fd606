import { checkCorrelations } from './argument-checks.js'
import { bestFeatures } from './best-feature.js'
import type { Matrix } from './matrix.js'

/** The columns of a correlation matrix in an order that shows its blocks. */
export interface LatentOrder {
  /** All J latents: first those of feature 0, then those of feature 1, and so on; the unused ones last. */
  readonly latents: readonly number[]
  /** For each entry of `latents` the feature it belongs to, or undefined where it is unused. */
  readonly features: readonly (number | undefined)[]
}

/**
 * The paper's order of the latents: grouped by the feature they correlate with most, unused ones (a column of zeros) last.
 *
 * The authors' program takes argmax_i A_ij / mean_i A_ij. Its mean is over the features of one latent, so it scales a
 * column as a whole: it cannot move the maximum, and serves there to tell unused columns, where the ratio is 1. This is
 * therefore argmax_i A_ij. Within a feature the strongest latent comes first (the authors leave them as numbered), so
 * that the ordered matrix does not depend on how the latents happen to be numbered.
 *
 * @param matrix [F, J], as `correlationMatrix` or `signedCorrelationMatrix` gives it, with its small entries set to zero
 * @throws MetricsError where the matrix is malformed or has no row
 */
export function orderLatents(matrix: Matrix): LatentOrder {
  checkCorrelations(matrix)
  const best = bestFeatures(matrix)
  const unused = matrix.rows
  const groupOf = (latent: number) => (best[latent]!.correlation > 0 ? best[latent]!.feature : unused)
  const latents = best
    .map((_, latent) => latent)
    .sort((a, b) => groupOf(a) - groupOf(b) || best[b]!.correlation - best[a]!.correlation || a - b)
  const features = latents.map((latent) => (groupOf(latent) === unused ? undefined : groupOf(latent)))
  return { latents, features }
}
