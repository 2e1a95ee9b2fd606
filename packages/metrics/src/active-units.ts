import { checkExamples, checkNotNegative } from './argument-checks.js'
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
  checkNotNegative('threshold', threshold)
  return [...unitVariances(means)].flatMap((variance, latent) => (variance > threshold ? [latent] : []))
}

/**
 * How far each latent's posterior mean varies over examples, Var_x(E[z_j | x]), [J], in the units of the prior: what
 * {@link activeUnits} counts by.
 *
 * @param means [N, J], posterior means E[z|x]
 * @throws MetricsError where there are fewer than two examples or an entry is not finite
 * @example
 * unitVariances(matrixFromRows([[0.5, 3], [-0.5, 3]])) // [0.25, 0]
 */
export function unitVariances(means: Matrix): Float64Array {
  checkExamples({ means })
  return momentsOf(means).deviation.map((deviation) => deviation ** 2)
}
