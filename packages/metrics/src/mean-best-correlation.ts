import { checkCorrelations } from './argument-checks.js'
import { bestLatents } from './best-latent.js'
import type { Matrix } from './matrix.js'
import { mean } from './mean.js'

/**
 * How well the features are found at best: the mean over features of the largest correlation, in size, that any latent
 * has with them, from 0 to 1; 0 without latents, and where the matrix holds nothing beyond chance.
 *
 * @param matrix [F, J], as `correlationMatrix` or `signedCorrelationMatrix` gives it
 * @throws MetricsError where the matrix is malformed or has no row
 */
export function meanBestCorrelation(matrix: Matrix): number {
  checkCorrelations(matrix)
  return mean(bestLatents(matrix).map(({ correlation }) => Math.abs(correlation)))
}
