import { type DataSet, readerOfNumbers } from '../data-set.js'
import type { Attributes, Factors } from '../factors.js'
import { requireMemory } from '../files/memory.js'
import { smileySize } from './canvas.js'
import { featuresOfAttribute, smileyAttributes, smileyFeatures } from './features.js'
import { type GenerateSmileyOptions, generateSmiley } from './generate.js'

/** Smileys in memory, one byte per pixel, beside all that generated them; matrices are row-major. */
export interface SmileyDataSet extends DataSet {
  /** `sources` and `present` as every data set says its factors. */
  readonly factors: Factors & { readonly attributes: Attributes }
  /** [N, 1024], 0 or 1 */
  readonly images: Uint8Array
  /** S, [N, 4], in the order of `smileyAttributes` */
  readonly present: Uint8Array
  /** S repeated for each feature, [N, 18], in the order of `smileyFeatures` */
  readonly spikes: Uint8Array
  /** V, [N, 18] */
  readonly values: Float64Array
  /** S * V, [N, 18]: the ground truth that latents are compared with */
  readonly sources: Float64Array
}

/** [18], for each feature the index of its attribute. */
const attributeOfFeature = smileyFeatures.map((_, feature) =>
  smileyAttributes.findIndex((name) => featuresOfAttribute[name].includes(feature)),
)

/**
 * Draws N smileys and keeps them: 1.4 kB each. Train and test set come from the same seed and different splits.
 *
 * @throws what `generateSmiley` throws; DataError `TOO_LARGE` where they take more memory than there is
 * @example
 * const train = smileyDataSet({ count: 60_000, seed: 1 })
 * const test = smileyDataSet({ count: 10_000, seed: 1, split: 'test' })
 */
export function smileyDataSet(options: GenerateSmileyOptions): SmileyDataSet {
  const examples = generateSmiley(options)
  const { count } = options
  const dim = smileySize * smileySize
  const attributes = smileyAttributes.length
  const features = smileyFeatures.length

  requireMemory(count * (dim + attributes + 17 * features), `${count} smileys`)
  const images = new Uint8Array(count * dim)
  const present = new Uint8Array(count * attributes)
  const spikes = new Uint8Array(count * features)
  const values = new Float64Array(count * features)
  const sources = new Float64Array(count * features)
  let i = 0
  for (const example of examples) {
    images.set(example.image, i * dim)
    present.set(example.present, i * attributes)
    spikes.set(example.spikes, i * features)
    values.set(example.values, i * features)
    sources.set(example.sources, i * features)
    i++
  }
  return {
    name: 'smiley',
    count,
    dim,
    shape: [smileySize, smileySize],
    range: [0, 1],
    provenance: { ...options },
    read: readerOfNumbers(images, { count, dim }),
    factors: {
      names: smileyFeatures,
      kinds: smileyFeatures.map(() => 'continuous' as const),
      values: sources,
      attributes: { names: smileyAttributes, of: attributeOfFeature, present },
    },
    images,
    present,
    spikes,
    values,
    sources,
  }
}
