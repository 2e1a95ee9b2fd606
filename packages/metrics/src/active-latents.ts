import { checkCorrelations, checkNotNegative } from './argument-checks.js'
import { bestFeatures } from './best-feature.js'
import { correlationThreshold } from './correlation-matrix.js'
import type { Matrix } from './matrix.js'

/**
 * The indices of the latents that respond to some feature: those whose column of the correlation matrix [F, J] has a
 * maximum size above `threshold`. Their number is the "active latents" of figure 9 of Tonolini et al. 2019.
 *
 * The count is about features that are known. How many latents a model uses at all is `activeUnits`, which needs no feature.
 *
 * Noise is not active at any number of examples, since `correlationMatrix` leaves nothing of what chance reaches; of a matrix
 * made with a threshold of its own that is not so.
 *
 * @throws MetricsError where the matrix is malformed or has no row
 * @example
 * activeLatents(matrixFromRows([[0.9, 0, 0.05], [0, 0.4, 0]])) // [0, 1]
 */
export function activeLatents(
  matrix: Matrix,
  { threshold = correlationThreshold }: { readonly threshold?: number } = {},
): number[] {
  checkCorrelations(matrix)
  checkNotNegative('threshold', threshold)
  return bestFeatures(matrix).flatMap(({ correlation }, latent) => (correlation > threshold ? [latent] : []))
}
