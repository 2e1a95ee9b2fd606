import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../errors.js'
import { cacheDirectory, directoryOf } from '../fetch/data-directory.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import { checkSplit } from '../split.js'
import { type CelebADataSet, celebADataSet } from './data-set.js'
import { findImages } from './images.js'
import { officialPartition, type Partition, parsePartition } from './partition.js'
import { type CelebASplit, partitionFile, publishedCounts } from './published.js'

export interface LoadCelebAOptions extends FetchOptions {
  /** The 162,770 images for training, 19,867 for validation or 19,962 for testing, of different people. */
  readonly split: CelebASplit
  /** Pixels of a side after scaling; 32 by default. */
  readonly size?: number
  /**
   * Pixels of the square that is cut out of the middle of the 178 x 218 aligned image; 148 by default, the face without most of what
   * is behind it, as variational autoencoders are usually trained on.
   */
  readonly crop?: number
}

/**
 * CelebA, 202,599 aligned faces (Liu, Luo, Wang and Tang, "Deep learning face attributes in the wild", 2015), for non-commercial research
 * only. `directory` is searched for the folder `img_align_celeba` or the archive `img_align_celeba.zip`, which is downloaded where there is
 * neither (1.4 GB). The partition is that of `list_eval_partition.txt` beside it; without that file it is the official one, by the images'
 * numbers. Images that are not there, or not in the partition, are left out.
 *
 * The first time, the images are decoded into a file (500 MB for the training set at 32 x 32) in the folder `cache` in
 * `directory`, or in the platform's folder for caches where that cannot be written. Nothing is kept in memory.
 *
 * @throws DataError `BAD_FILE`, naming the file, for an image that is damaged or has another size, and for a partition that is
 * damaged; `UNKNOWN_NAME` for a split that there is not; `BAD_PARAMETERS`; as `obtainFile` does; the signal's reason
 * @example
 * const load = async () => prepare(await loadCelebA({ split: 'train' }), 'unit') // rows of 3072 numbers from 0 to 1
 */
export async function loadCelebA(options: LoadCelebAOptions): Promise<CelebADataSet> {
  const { split, size = 32, crop = 148, ...fetching } = options
  checkSplit(split, Object.keys(publishedCounts))
  const directory = options.directory ?? directoryOf('celeba')
  const partition = await readPartition(join(directory, partitionFile))
  const images = await findImages({ ...fetching, directory })
  const folders = [join(directory, 'cache'), join(cacheDirectory(), 'celeba')]
  try {
    return await celebADataSet(images, { ...fetching, split, size, crop, partition, folders })
  } finally {
    images.close()
  }
}

async function readPartition(path: string): Promise<Partition> {
  const status = await stat(path).catch(() => undefined)
  if (status === undefined) return officialPartition
  if (status.size > largestPartition) {
    throw new DataError('BAD_FILE', `${path} has ${status.size} bytes, expected a list of images of about 3 MB`)
  }
  return parsePartition(await readFile(path, 'latin1'), path)
}

const largestPartition = 2 ** 24
