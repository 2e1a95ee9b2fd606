import { checkCorrelations } from './edge.js'
import { type Matrix, rowOf } from './matrix.js'
import { mean } from './mean.js'

/**
 * How well the features are found at best: the mean over features of the largest correlation that any latent has with
 * them, from 0 to 1; 0 without latents.
 *
 * @param matrix [F, J], as `correlationMatrix` gives it
 * @throws MetricsError where the matrix is malformed or has no row
 */
export function meanBestCorrelation(matrix: Matrix): number {
  checkCorrelations(matrix)
  return mean(Array.from({ length: matrix.rows }, (_, feature) => Math.max(0, ...rowOf(matrix, feature))))
}
