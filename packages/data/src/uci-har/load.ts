import type { Split } from '../data-set.js'
import { directoryOf } from '../fetch/data-directory.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import { readUciHar, type UciHarDataSet } from './data-set.js'
import { openSource } from './find-source.js'
import { publishedRows } from './published.js'

export interface LoadUciHarOptions extends FetchOptions {
  /** The 7,352 training windows or the 2,947 test windows, of different people. */
  readonly split: Split
}

/**
 * UCI-HAR, human activity recognition with smartphones (Anguita et al. 2013): 561 features from -1 to 1 for each window, six
 * activities, thirty people. `directory` is searched for the unpacked folder `UCI HAR Dataset` or a published archive, which is
 * downloaded where there is none (60 MB) and never unpacked to the disk.
 *
 * Where only a copy cut to the first features is there and none can be downloaded, that is loaded, and its name says so.
 *
 * @throws DataError as `obtainFile` does; `BAD_FILE` where a file is damaged or has not the published rows
 * @example
 * const load = async () => prepare(await loadUciHar({ split: 'train' }), 'unit') // rows of 561 numbers from 0 to 1
 */
export async function loadUciHar({ split, ...options }: LoadUciHarOptions): Promise<UciHarDataSet> {
  const { directory = directoryOf('uci-har') } = options
  const source = await openSource({ ...options, directory })
  try {
    return await readUciHar(source, { split, rows: publishedRows[split] })
  } finally {
    source.close()
  }
}
