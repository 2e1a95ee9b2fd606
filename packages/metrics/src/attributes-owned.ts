import { checkCorrelations, checkNotNegative } from './argument-checks.js'
import { type AttributeOf, featuresByAttribute } from './attribute-of.js'
import { bestFeatures } from './best-feature.js'
import type { Matrix } from './matrix.js'

/**
 * The attributes, in ascending order, that some latent has made its own: its best feature lies in the attribute, with a
 * correlation of at least `threshold` in size, and more than chance reaches (`correlationMatrix`). Their number, beside the contrast, tells a degenerate model from a good one.
 *
 * @param matrix [F, J], as `correlationMatrix` or `signedCorrelationMatrix` gives it
 * @param attributeOf for each of the F features the index of its attribute
 * @throws MetricsError where the matrix or `attributeOf` is malformed
 */
export function attributesOwned(
  matrix: Matrix,
  attributeOf: AttributeOf,
  { threshold = 0.3 }: { readonly threshold?: number } = {},
): number[] {
  checkCorrelations(matrix)
  checkNotNegative('threshold', threshold)
  const best = bestFeatures(matrix)
  return featuresByAttribute(attributeOf, matrix.rows).flatMap((features, attribute) =>
    best.some(({ feature, correlation }) => correlation >= threshold && features.includes(feature)) ? [attribute] : [],
  )
}
