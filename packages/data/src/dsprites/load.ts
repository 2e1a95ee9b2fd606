import { join } from 'node:path'
import { cacheDirectory, directoryOf } from '../fetch/data-directory.js'
import { type FetchOptions, obtainFile } from '../fetch/obtain-file.js'
import { checkSplit, type SplitOptions } from '../split.js'
import { type DSpritesDataSet, dSpritesDataSet } from './data-set.js'
import { publishedFile } from './published.js'

export interface LoadDSpritesOptions extends FetchOptions, SplitOptions {}

/**
 * dSprites (Matthey, Higgins, Hassabis and Lerchner 2017): 737,280 binary images of 64 x 64 pixels, every combination of three shapes,
 * six scales, 40 orientations and 32 x 32 positions once. There is no published split: all are for training unless `testFraction` has
 * some of them drawn for testing.
 *
 * The .npz file is looked for in `directory` and downloaded where it is missing (about 26 MB). The first time, its images are packed
 * into a file of 377 MB in the folder `cache` in `directory`, or in the platform's folder for caches where that cannot be written.
 *
 * @throws DataError as `obtainFile` does; `UNKNOWN_NAME` for a split that there is not, `BAD_PARAMETERS` where `testFraction` leaves one without examples; the signal's reason
 * @example
 * const load = async () => await loadDSprites({ split: 'test', testFraction: 0.1, seed: 1 }) // 73,728 images and their factors
 */
export async function loadDSprites(options: LoadDSpritesOptions = {}): Promise<DSpritesDataSet> {
  checkSplit(options.split ?? 'train')
  const directory = options.directory ?? directoryOf('dsprites')
  const path = await obtainFile(publishedFile, { ...options, directory })
  return dSpritesDataSet(path, { ...options, folders: [join(directory, 'cache'), join(cacheDirectory(), 'dsprites')] })
}
