import { checkExamples, checkNotNegative } from './edge.js'
import type { Matrix } from './matrix.js'
import { momentsOf } from './moments.js'

/**
 * The indices of the active units: the latents whose posterior mean varies over examples by more than `threshold`,
 * Var_x(E[z_j | x]) > 0.01 (Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", 2016, section 5.2).
 *
 * It asks for no factor and hardly depends on the number of examples, unlike a count of correlated latents.
 *
 * @param means [N, J], posterior means E[z|x]: of spikes and slabs gamma mu, in the units of the prior
 * @param options.threshold a variance
 * @throws MetricsError where there are fewer than two examples or an entry is not finite
 * @example
 * activeUnits(matrixFromRows([[0.5, 0.01], [-0.5, -0.01]])) // [0]
 */
export function activeUnits(means: Matrix, { threshold = 0.01 }: { readonly threshold?: number } = {}): number[] {
  checkExamples({ means })
  checkNotNegative('threshold', threshold)
  return [...momentsOf(means).deviation].flatMap((deviation, latent) => (deviation ** 2 > threshold ? [latent] : []))
}
