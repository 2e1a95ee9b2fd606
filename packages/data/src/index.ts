export { type Batches, type BatchesOptions, createBatches } from './batches.js'
export type { DataSet, LabelledDataSet, Provenance, Split } from './data-set.js'
export { DataError, type DataErrorCode } from './errors.js'
export { type Preparation, prepare } from './prepare.js'
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
