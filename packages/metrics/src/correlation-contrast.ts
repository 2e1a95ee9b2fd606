import { activeLatents } from './active-latents.js'
import { checkCorrelations } from './argument-checks.js'
import { type AttributeOf, featuresByAttribute } from './attribute-of.js'
import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'
import { mean } from './mean.js'

/**
 * How far the active latents keep to one attribute each, from 0 (none does) to 1.
 *
 * A latent's score for an attribute is its largest |A| over that attribute's features; its contrast is its best score minus
 * the mean of its other scores; the result is the mean over the active latents, 0 where none is active. Tonolini et al.
 * 2019 name a correlation contrast (supplement, D.2) and do not define it: this is our definition. It takes the largest A
 * and not the mean, so that a latent that has found a single feature does not score below one that signals mere presence.
 *
 * One good latent is enough for a high contrast: report `attributesOwned` beside it.
 *
 * @param matrix [F, J], as `correlationMatrix` or `signedCorrelationMatrix` gives it
 * @param attributeOf for each of the F features the index of its attribute; two attributes or more
 * @throws MetricsError where the matrix or `attributeOf` is malformed, or there are fewer than two attributes
 */
export function correlationContrast(matrix: Matrix, attributeOf: AttributeOf): number {
  checkCorrelations(matrix)
  const groups = featuresByAttribute(attributeOf, matrix.rows)
  if (groups.length < 2) {
    throw new MetricsError('WRONG_SHAPE', 'attributeOf: names a single attribute, expected two or more to contrast')
  }
  const contrasts = activeLatents(matrix).map((latent) => {
    const scores = groups.map((features) =>
      Math.max(...features.map((i) => Math.abs(matrix.data[i * matrix.columns + latent]!))),
    )
    const best = Math.max(...scores)
    const sumOfOthers = scores.reduce((sum, score) => sum + score, 0) - best
    return best - sumOfOthers / (scores.length - 1)
  })
  return mean(contrasts)
}
