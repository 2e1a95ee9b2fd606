import { checkWhole } from './argument-checks.js'

const probability = 0.05 // that any entry passes, were all of them chance

/**
 * The size that no correlation of unrelated columns passes, with a probability of 0.95 over all F J entries of a matrix:
 *
 *     t = sqrt(1 - (0.05 / (F J))^(2 / (N - 2))), about sqrt(2 ln(20 F J) / N).
 *
 * The correlation of a fixed column with N normal numbers is a coordinate of a random direction in N - 1 dimensions, and the
 * two caps of directions with a coordinate beyond t hold at most (1 - t^2)^((N - 2) / 2) of them (a cap is smaller than the
 * half sphere on its rim); the sum over entries is at most 0.05. In truth it is nearer to 0.01, which leaves room for columns
 * that are not normal; those that are almost always 0 can pass it by chance.
 *
 * For 18 features and 40 latents it is 0.30, 0.19, 0.14, 0.10 and 0.07 at N = 200, 500, 1,000, 2,000 and 4,000.
 *
 * @param options.examples N
 * @param options.features F
 * @param options.latents J
 * @returns from 0 to 1; 1, which nothing passes, below three examples
 * @throws MetricsError where a number is not whole or negative
 * @example
 * chanceCorrelation({ examples: 4000, features: 18, latents: 40 }) // 0.069
 */
export function chanceCorrelation({
  examples,
  features,
  latents,
}: {
  readonly examples: number
  readonly features: number
  readonly latents: number
}): number {
  checkWhole('examples', examples, 0)
  checkWhole('features', features, 0)
  checkWhole('latents', latents, 0)
  if (examples < 3) return 1
  const entries = Math.max(1, features * latents)
  return Math.sqrt(-Math.expm1((2 * Math.log(probability / entries)) / (examples - 2)))
}
