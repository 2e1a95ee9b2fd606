import type { Label } from '@vsc/random'
import type { DataSet, LabelledDataSet } from '../data-set.js'
import type { FileStatus } from '../fetch/file-status.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import type { LoadOptions } from '../load-options.js'

/** A data set that is known by name. */
export interface BuiltInDataSet {
  readonly name: string
  readonly title: string
  /** What its examples are, how many, and whose. */
  readonly description: string
  /** Under which terms it may be used. */
  readonly terms: string
  /** Where its authors describe it, if they do so on a page of its own. */
  readonly home?: string
  /** About how many bytes `fetch` downloads; 0 where the examples are drawn and not fetched. */
  readonly bytes: number
  /** What `load` takes besides the split and how files are fetched. */
  readonly options: readonly Exclude<keyof LoadBuiltInOptions, keyof LoadOptions>[]
  /** @throws DataError as the data set's own loader */
  load(options: LoadBuiltInOptions): Promise<DataSet | LabelledDataSet>
  /**
   * Downloads what is missing, for every split.
   *
   * @throws DataError `WRONG_FILE`, `DOWNLOAD_FAILED` or `NOT_WRITABLE`, which say how to place a file by hand
   */
  fetch(options?: FetchOptions): Promise<void>
  /** Looks at what is there, without a network; what it finds is never thrown. */
  verify(options?: Pick<FetchOptions, 'directory'>): Promise<readonly FileStatus[]>
}

export interface LoadBuiltInOptions extends LoadOptions {
  /** How many examples are drawn, of a data set that is drawn. */
  readonly count?: number
  /** What they, or the examples for testing, are drawn from; 1 by default. */
  readonly seed?: Label
  /** The part of a data set without published splits that is drawn for testing. */
  readonly testFraction?: number
  /** Pixels of a side that CelebA's images are scaled to, */
  readonly size?: number
  /** and of the square that is cut out of them before. */
  readonly crop?: number
}
