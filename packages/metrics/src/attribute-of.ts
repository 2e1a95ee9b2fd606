import { MetricsError } from './errors.js'

/**
 * For each of F features the index of its attribute, counting from 0: the four attributes of Smiley (bowtie, hat, eyes,
 * mouth) have 4, 6, 3 and 5 features, so there it is 0 0 0 0 1 1 1 1 1 1 2 2 2 3 3 3 3 3.
 */
export type AttributeOf = ArrayLike<number>

/** The features of each attribute: `[[0, 1, 2, 3], [4, ...], ...]`. Refuses what is not an attribute for every feature. */
export function featuresByAttribute(attributeOf: AttributeOf, featureCount: number): number[][] {
  if (attributeOf.length !== featureCount) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `attributeOf: has ${attributeOf.length} entries, expected one for each of ${featureCount} features`,
    )
  }
  const groups: number[][] = []
  for (let feature = 0; feature < featureCount; feature++) {
    const attribute = attributeOf[feature]!
    if (!Number.isInteger(attribute) || attribute < 0 || attribute >= featureCount) {
      throw new MetricsError(
        'OUT_OF_RANGE',
        `attributeOf[${feature}] is ${attribute}, expected the index of an attribute, counting from 0`,
      )
    }
    while (groups.length <= attribute) groups.push([])
    groups[attribute]!.push(feature)
  }
  const empty = groups.findIndex((features) => features.length === 0)
  if (empty >= 0) {
    throw new MetricsError(
      'OUT_OF_RANGE',
      `attributeOf: attribute ${empty} has no feature, expected indices from 0 without gaps`,
    )
  }
  return groups
}
