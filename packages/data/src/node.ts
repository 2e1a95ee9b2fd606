/**
 * Data from files: published data sets, your own, and downloads. For Node.js.
 *
 * @module @vsc/data/node
 */

export type { DataSetFamily } from './catalogue/data-set-family.js'
export { dataSets } from './catalogue/data-sets.js'
export { dataSetNamed, type LoadDataSetOptions, loadDataSet } from './catalogue/load-data-set.js'
export { ownDataOptions } from './catalogue/option-schemas.js'
export type { CelebADataSet } from './celeba/data-set.js'
export { type LoadCelebAOptions, loadCelebA } from './celeba/load.js'
export type { CelebASplit } from './celeba/published.js'
export type { DSpritesDataSet } from './dsprites/data-set.js'
export { type LoadDSpritesOptions, loadDSprites } from './dsprites/load.js'
export { dSpritesFactors } from './dsprites/published.js'
export { dataDirectory } from './fetch/data-directory.js'
export type { FileStatus } from './fetch/file-status.js'
export type { DownloadListener, DownloadProgress, FetchOptions } from './fetch/obtain-file.js'
export { type TerminalDownloadsOptions, terminalDownloads } from './fetch/terminal-downloads.js'
export { makeFolder } from './files/make-folder.js'
export type { LoadOptions } from './load-options.js'
export type { LabelledImages } from './mnist/labelled-images.js'
export { loadFashionMnist, loadMnist } from './mnist/load.js'
export { readNpy } from './numpy/npy.js'
export { readNpz } from './numpy/npz.js'
export { fileBytes, fileIdentity } from './own-data/file-identity.js'
export { type FormatOptions, formatOptionsOf } from './own-data/formats.js'
export { loadOwnData, type OwnDataOptions } from './own-data/load.js'
export { mayBeOwnData } from './own-data/source.js'
export type { UciHarDataSet } from './uci-har/data-set.js'
export { loadUciHar } from './uci-har/load.js'
