import type { z } from 'zod'
import type { DataSet, LabelledDataSet } from '../data-set.js'
import type { FileStatus } from '../fetch/file-status.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import type { LoadOptions } from '../load-options.js'

/**
 * A data set by its name: what programs need to know of it before it is loaded. The built-in ones are such records, and
 * so are yours.
 *
 * @example
 * import type { DataSetFamily } from '@vsc/data/node'
 *
 * export const spectra: DataSetFamily = {
 *   name: 'spectra',
 *   title: 'Spectra',
 *   load: ({ split = 'train' }) => loadOwnData('spectra.npy', { split, testFraction: 0.2 }),
 * }
 */
export interface DataSetFamily<Options extends object = object> {
  /** What it is asked for by: lower-case letters, digits and hyphens. Loaded by it, a data set has this name, whatever `load` calls it. */
  readonly name: string
  /** What it is called in reports. */
  readonly title: string
  /** What its examples are, how many, and whose. */
  readonly description?: string
  /** Under which terms it may be used, and how it is to be cited. */
  readonly terms?: string
  /** Where its authors describe it, if they do so on a page of its own. */
  readonly home?: string
  /** About how many bytes `fetch` downloads; 0 or nothing where there is nothing to download. */
  readonly bytes?: number
  /** What `load` takes besides the split and how files are fetched, each with what it may be: the keys that `data` has in configurations. */
  readonly options?: Readonly<Record<string, z.ZodType>>
  /** @throws DataError where there is no such split, or the data are not available */
  load(options: LoadOptions & Options): Promise<DataSet | LabelledDataSet>
  /**
   * Downloads what is missing, for every split.
   *
   * @throws DataError `WRONG_FILE`, `DOWNLOAD_FAILED` or `NOT_WRITABLE`, which say how to place a file by hand
   */
  fetch?(options?: FetchOptions): Promise<void>
  /** Looks at what is there, without a network; what it finds is never thrown. */
  verify?(options?: Pick<FetchOptions, 'directory'>): Promise<readonly FileStatus[]>
}
