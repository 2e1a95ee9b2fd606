import { type LabelledDataSet, readerOfNumbers, type Split } from '../data-set.js'
import { DataError } from '../errors.js'
import type { IdxArray } from './idx.js'

/** Images in memory, one byte per pixel. */
export interface LabelledImages extends LabelledDataSet {
  /** [N, M], row-major, 0 to 255 */
  readonly images: Uint8Array
}

export interface LabelledImagesOptions {
  readonly name: string
  readonly split: Split
  readonly classes: readonly string[]
  readonly images: IdxArray
  readonly labels: IdxArray
}

/**
 * Puts images and their labels together.
 *
 * @throws DataError `BAD_FILE` where the images are not [N, 28, 28], the labels not [N], or one names no class
 */
export function labelledImages({ name, split, classes, images, labels }: LabelledImagesOptions): LabelledImages {
  const refuse = (found: string) => new DataError('BAD_FILE', `the ${split} split of ${name}: ${found}`)
  const [count = 0, height, width] = images.shape
  if (images.shape.length !== 3 || height !== 28 || width !== 28 || count === 0) {
    throw refuse(`the images' file has shape [${images.shape.join(', ')}], expected [N, 28, 28]`)
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== count) {
    throw refuse(`the labels' file has shape [${labels.shape.join(', ')}], expected [${count}], one for each image`)
  }
  const wrong = labels.data.findIndex((label) => label >= classes.length)
  if (wrong >= 0) {
    throw refuse(`label ${wrong} is ${labels.data[wrong]}, expected 0 to ${classes.length - 1}`)
  }
  const dim = height * width
  return {
    name,
    count,
    dim,
    shape: [height, width],
    range: [0, 255],
    provenance: { split },
    classes,
    labels: labels.data,
    images: images.data,
    read: readerOfNumbers(images.data, { count, dim }),
  }
}
