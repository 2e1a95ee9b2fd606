/**
 * The Smiley generator, published data sets, your own files, preparation and batches that resume.
 *
 * @module @vsc/data
 */

export { type Batches, type BatchesOptions, createBatches } from './batches.js'
export type { DataSetFamily } from './catalogue/data-set-family.js'
export { dataSets } from './catalogue/data-sets.js'
export { dataSetNamed, type LoadDataSetOptions, loadDataSet } from './catalogue/load-data-set.js'
export { ownDataOptions } from './catalogue/option-schemas.js'
export type { CelebADataSet } from './celeba/data-set.js'
export { type LoadCelebAOptions, loadCelebA } from './celeba/load.js'
export type { CelebASplit } from './celeba/published.js'
export type { DataSet, LabelledDataSet, Layout, Provenance, Split } from './data-set.js'
export type { DSpritesDataSet } from './dsprites/data-set.js'
export { type LoadDSpritesOptions, loadDSprites } from './dsprites/load.js'
export { dSpritesFactors } from './dsprites/published.js'
export { DataError, type DataErrorCode } from './errors.js'
export type { Attributes, FactorKind, Factors } from './factors.js'
export { dataDirectory } from './fetch/data-directory.js'
export type { FileStatus } from './fetch/file-status.js'
export type { DownloadListener, DownloadProgress, FetchOptions } from './fetch/obtain-file.js'
export { type TerminalDownloadsOptions, terminalDownloads } from './fetch/terminal-downloads.js'
export { makeFolder } from './files/make-folder.js'
export { availableMemory, requireMemory, sizeInWords } from './files/memory.js'
export { firstExamples } from './first-examples.js'
export type { LoadOptions } from './load-options.js'
export type { LabelledImages } from './mnist/labelled-images.js'
export { loadFashionMnist, loadMnist } from './mnist/load.js'
export type { NumberArray } from './numpy/dtype.js'
export { encodeNpy, type NpyArray, readNpy } from './numpy/npy.js'
export { encodeNpz, type NpzArrays, readNpz } from './numpy/npz.js'
export { type FileIdentity, fileBytes, fileIdentity } from './own-data/file-identity.js'
export { type FormatOptions, formatOptionsOf } from './own-data/formats.js'
export { loadOwnData, type OwnDataOptions } from './own-data/load.js'
export { mayBeOwnData } from './own-data/source.js'
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
export type { UciHarDataSet } from './uci-har/data-set.js'
export { loadUciHar } from './uci-har/load.js'
