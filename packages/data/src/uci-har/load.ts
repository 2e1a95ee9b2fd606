import { directoryOf } from '../fetch/data-directory.js'
import type { LoadOptions } from '../load-options.js'
import { checkSplit } from '../split.js'
import { readUciHar, type UciHarDataSet } from './data-set.js'
import { openSource } from './find-source.js'
import { publishedRows } from './published.js'

/**
 * UCI-HAR, human activity recognition with smartphones (Anguita et al. 2013): 561 features from -1 to 1 for each window of 2.56 s,
 * six activities; 7,352 windows of 21 people for training and 2,947 of 9 others for testing. `directory` is searched for the
 * unpacked folder `UCI HAR Dataset` and for a published archive, which is downloaded where there is neither (60 MB) and read as it is.
 *
 * Where only a copy cut to the first features is there, and no whole one is available, that is loaded; its name says so.
 *
 * @throws DataError `WRONG_FILE` for an archive whose bytes are not the published ones, `BAD_FILE` for a folder whose files are damaged or
 *   have not the published rows, `FILE_NOT_FOUND`, `DOWNLOAD_FAILED`, `NOT_WRITABLE`; `UNKNOWN_NAME` for a split that there is not
 * @example
 * const load = async () => prepare(await loadUciHar({ split: 'train' }), 'unit') // rows of 561 numbers from 0 to 1
 */
export async function loadUciHar({ split, ...options }: LoadOptions): Promise<UciHarDataSet> {
  checkSplit(split)
  const { directory = directoryOf('uci-har') } = options
  const source = await openSource({ ...options, directory })
  try {
    return await readUciHar(source, { split, rows: publishedRows[split] })
  } finally {
    source.close()
  }
}
