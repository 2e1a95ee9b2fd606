import { smileyAttributes, smileyFeatures } from '@vsc/data'
import type { Band } from '@vsc/figures'
import type { AttributeOf, LatentOrder } from '@vsc/metrics'

const attributeNames = smileyFeatures.map((feature) => feature.slice(0, feature.indexOf('.')))

/** For each of the 18 features the index of its attribute. */
export const attributeOf: AttributeOf = attributeNames.map((name) =>
  (smileyAttributes as readonly string[]).indexOf(name),
)

/** The rows of the matrices: `crown width`, under `hat`. */
export const featureBands: readonly Band[] = smileyFeatures.map((feature, i) => ({
  label: feature.slice(feature.indexOf('.') + 1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  group: attributeNames[i]!,
}))

/** The columns of the matrices: latents by number, under the attribute of their best feature. */
export function latentBands({ latents, features }: LatentOrder): Band[] {
  return latents.map((latent, place) => ({ label: String(latent), group: groupOf(features[place]) }))
}

const groupOf = (feature: number | undefined): string => (feature === undefined ? 'unused' : attributeNames[feature]!)
