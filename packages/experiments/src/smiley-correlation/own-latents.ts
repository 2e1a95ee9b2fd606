import { type AttributeOf, type Matrix, signedCorrelationMatrix } from '@vsc/metrics'

/** A latent stands for an attribute from this correlation on, ... */
const least = 0.3

/** ... and only where it has no more than this share of it with any other. */
const crossTalk = 0.5

export interface OwnLatentsOptions {
  /** Correlations of features and latents, [F, J], in size or signed. */
  readonly matrices: readonly Matrix[]
  readonly attributeOf: AttributeOf
  /** S, [N, attributes] */
  readonly present: Matrix
  /** E[z|x], [N, J] */
  readonly posteriorMeans: Matrix
}

/**
 * The attributes that have a latent of their own by any of several measures: one that answers to a feature of it, in size or with its
 * sign, or to its presence, and at most half as much to any other attribute. Only where none of them sees one is a model
 * dispersed: a code that tells presence by its sign is none.
 */
export function attributesWithOwnLatent({
  matrices,
  attributeOf,
  present,
  posteriorMeans,
}: OwnLatentsOptions): number[] {
  const bits = signedCorrelationMatrix(present, posteriorMeans)
  const ofBits = Array.from({ length: present.columns }, (_, attribute) => attribute)
  const owners = [...matrices.map((matrix) => ownersIn(matrix, attributeOf)), ownersIn(bits, ofBits)]
  return ofBits.filter((attribute) => owners.some((owned) => owned.has(attribute)))
}

/** The attributes of latents that keep to one. */
function ownersIn({ rows, columns, data }: Matrix, attributeOf: AttributeOf): Set<number> {
  const owned = new Set<number>()
  for (let latent = 0; latent < columns; latent++) {
    const scores = new Float64Array(1 + Math.max(...Array.from(attributeOf)))
    for (let i = 0; i < rows; i++) {
      const attribute = attributeOf[i]!
      scores[attribute] = Math.max(scores[attribute]!, Math.abs(data[i * columns + latent]!))
    }
    const best = Math.max(...scores)
    const attribute = scores.indexOf(best)
    if (best >= least && Math.max(...scores.with(attribute, 0)) <= crossTalk * best) owned.add(attribute)
  }
  return owned
}
