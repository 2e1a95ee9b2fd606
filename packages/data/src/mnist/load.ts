import { readFile } from 'node:fs/promises'
import { directoryOf } from '../fetch/data-directory.js'
import type { LoadOptions } from '../load-options.js'
import { checkSplit } from '../split.js'
import { type Collection, fashionMnist, mnist, type PublishedIdx } from './collections.js'
import { obtainIdx } from './find-idx.js'
import { type IdxArray, readIdx } from './idx.js'
import { type LabelledImages, labelledImages } from './labelled-images.js'

/**
 * Fashion-MNIST: 28 x 28 images of ten kinds of clothing, bytes 0 to 255 as published; 60,000 for training and 10,000 for
 * testing. Its four files are looked for in `directory`, packed or not and under any name, and
 * downloaded where they are missing (31 MB).
 *
 * @throws DataError `WRONG_FILE` for a file whose bytes are not the published ones, `FILE_NOT_FOUND`, `DOWNLOAD_FAILED`, `NOT_WRITABLE`; `UNKNOWN_NAME` for
 *   a split that there is not
 * @example
 * const load = async () => prepare(await loadFashionMnist({ split: 'train' }), 'unit') // rows of 784 numbers from 0 to 1
 */
export async function loadFashionMnist(options: LoadOptions): Promise<LabelledImages> {
  return load(fashionMnist, options)
}

/**
 * MNIST: 28 x 28 images of handwritten digits, bytes 0 to 255 as published; 60,000 for training and 10,000 for testing. Its
 * four files are looked for in `directory`, packed or not and under any name, and downloaded where they are missing (12 MB).
 *
 * @throws DataError `WRONG_FILE` for a file whose bytes are not the published ones, `FILE_NOT_FOUND`, `DOWNLOAD_FAILED`, `NOT_WRITABLE`; `UNKNOWN_NAME` for
 *   a split that there is not
 */
export async function loadMnist(options: LoadOptions): Promise<LabelledImages> {
  return load(mnist, options)
}

async function load(collection: Collection, { split, ...options }: LoadOptions): Promise<LabelledImages> {
  checkSplit(split)
  const { name, classes, files } = collection
  const { directory = directoryOf(name) } = options
  const read = async (file: PublishedIdx): Promise<IdxArray> => {
    const path = await obtainIdx(file, { ...options, directory })
    return readIdx(await readFile(path), path)
  }
  const { images, labels } = files[split]
  return labelledImages({ name, split, classes, labels: await read(labels), images: await read(images) })
}
