/**
 * The Smiley generator, the interface of data sets, preparation and batches that resume: what runs in a page as well as in Node.js.
 *
 * @module @vsc/data
 */

export { type Batches, type BatchesOptions, createBatches } from './batches.js'
export type { DataSet, FileIdentity, LabelledDataSet, Layout, Provenance, Split } from './data-set.js'
export { DataError, type DataErrorCode } from './errors.js'
export type { Attributes, FactorKind, Factors } from './factors.js'
export { availableMemory, requireMemory, sizeInWords } from './files/memory.js'
export { firstExamples } from './first-examples.js'
export type { NumberArray } from './numpy/dtype.js'
export { encodeNpy, type NpyArray } from './numpy/encode-npy.js'
export { encodeNpz, type NpzArrays } from './numpy/encode-npz.js'
export type { Moments } from './preparation/moments.js'
export {
  applyPreparation,
  type Preparation,
  type PreparationName,
  preparationNames,
  preparationSchema,
} from './preparation/preparation.js'
export { preparationOf, prepare } from './preparation/prepare.js'
export { type UsualPreparation, usualPreparation } from './preparation/usual.js'
export { type SmileyDataSet, smileyDataSet } from './smiley/data-set.js'
export {
  featuresOfAttribute,
  type SmileyAttribute,
  type SmileyFeature,
  smileyAttributes,
  smileyFeatures,
} from './smiley/features.js'
export { type GenerateSmileyOptions, generateSmiley, type SmileyExample } from './smiley/generate.js'
export {
  type SmileyOverrides,
  type SmileyParameters,
  type SmileyQuantity,
  smileyDefaults,
} from './smiley/parameters.js'
export { type RenderSmileyOptions, renderSmiley } from './smiley/render.js'
export type { SplitOptions } from './split.js'
