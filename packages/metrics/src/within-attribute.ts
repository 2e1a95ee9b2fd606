import { bestLatents } from './best-latent.js'
import { chanceCorrelation } from './chance-correlation.js'
import { mean } from './mean.js'
import { type WithinAttributeOptions, withinAttributeMatrix } from './within-attribute-matrix.js'

/** How well latents follow the values of features where those show. */
export interface WithinAttribute {
  /** For each feature the largest |corr(V_i, z_j)| of any latent over the examples that have its attribute. */
  readonly perFeature: readonly number[]
  /** For each feature the latent that has it; undefined where none has more than chance. */
  readonly latents: readonly (number | undefined)[]
  /** The mean over features. */
  readonly mean: number
}

/**
 * How well the features are followed within their attributes: per feature the best |corr(V_i, z_j)| over latents, among
 * the examples where the attribute is present, and its mean over features, from 0 to 1. A code that signals mere presence
 * scores 0. On smileys a supervised network reaches 0.86 and not 1, because drawing in pixels hides part of V.
 *
 * A correlation that the largest of unrelated codes would reach by chance (`chanceCorrelation` of the examples that have
 * the attribute) counts as 0, so noise scores 0 however few examples there are.
 *
 * @param options as for `withinAttributeMatrix`; codes may be samples or posterior means
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be
 * @example
 * const rows = Array.from({ length: 200 }, (_, n) => ({ has: n % 2, value: Math.sin(n * n) }))
 * const { mean } = withinAttribute({
 *   values: matrixFromRows(rows.map(({ value }) => [value])),
 *   present: matrixFromRows(rows.map(({ has }) => [has])),
 *   attributeOf: [0],
 *   codes: matrixFromRows(rows.map(({ has, value }) => [has, -2 * has * value])),
 * }) // 1: the second latent follows it
 */
export function withinAttribute(options: WithinAttributeOptions): WithinAttribute {
  const matrix = withinAttributeMatrix(options)
  const { present, attributeOf } = options
  const best = bestLatents(matrix).map(({ latent, correlation }, feature) => {
    const examples = countPresent(present, attributeOf[feature]!)
    const chance = chanceCorrelation({ examples, features: matrix.rows, latents: matrix.columns })
    const size = Math.abs(correlation)
    return size > chance ? { latent, size } : { latent: undefined, size: 0 }
  })
  const perFeature = best.map(({ size }) => size)
  return { perFeature, latents: best.map(({ latent }) => latent), mean: mean(perFeature) }
}

function countPresent({ columns, data }: WithinAttributeOptions['present'], attribute: number): number {
  let count = 0
  for (let k = attribute; k < data.length; k += columns) count += data[k]!
  return count
}
