import { createHash } from 'node:crypto'
import { type CachedRecordsOptions, cachedRecords } from '../cache/cached-records.js'
import { readerOfRecords } from '../cache/record-reader.js'
import type { DataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import { decodeImage, type ImageSource } from '../images/decode-image.js'
import { inParallel } from '../images/in-parallel.js'
import { scaledSquare } from '../images/scaled-image.js'
import type { CelebAImages } from './images.js'
import type { Partition } from './partition.js'
import { type CelebASplit, publishedCounts, publishedSize } from './published.js'

/** Faces, [size, size, 3] row-major with red, green and blue last, 0 to 255; read from the disk as they are needed. */
export interface CelebADataSet extends DataSet {
  /** [N], the files' names, such as `000001.jpg` */
  readonly names: readonly string[]
}

export interface CelebADataSetOptions
  extends Pick<CachedRecordsOptions, 'folders' | 'onProgress' | 'signal'>,
    ScaleOptions {
  readonly split: CelebASplit
  readonly partition: Partition
}

interface ScaleOptions {
  readonly size: number
  readonly crop: number
}

/** Images that are decoded at a time. They are written in order, so one that takes long holds up only these. */
const batch = 512

/** The images of a split, decoded unless they were before. */
export async function celebADataSet(images: CelebAImages, options: CelebADataSetOptions): Promise<CelebADataSet> {
  const { split, size, crop, partition, ...caching } = options
  checkScale({ size, crop })
  const names = images.names.filter((name) => partition(name) === split)
  if (names.length === 0) {
    throw new DataError(
      'BAD_FILE',
      `none of the ${images.names.length} images of CelebA that are there (${images.names[0]}, ...) is in its ${split} split`,
    )
  }
  const published = publishedCounts[split]
  const shape = [size, size, 3]
  const dim = size * size * 3
  const listed = createHash('sha256').update(names.join('\n')).digest('hex')
  const records = await cachedRecords({
    ...caching,
    shape: [names.length, ...shape],
    description: { name: `celeba-${split}-${size}x${size}`, crop, listed },
    async *produce() {
      await images.check()
      for (let start = 0; start < names.length; start += batch) {
        const some = names.slice(start, start + batch)
        const pixels = new Uint8Array(some.length * dim)
        await inParallel(some.length, async (k) => {
          pixels.set(await decodeFace(await images.read(some[k]!), { size, crop }), k * dim)
        })
        yield pixels
      }
    },
  })
  return {
    name: names.length === published ? 'celeba' : `celeba, ${names.length} of ${published} images`,
    count: names.length,
    dim,
    shape,
    range: [0, 255],
    provenance: { split, size, crop },
    read: readerOfRecords(records, dim),
    names,
  }
}

async function decodeFace(source: ImageSource, { size, crop }: ScaleOptions): Promise<Uint8Array> {
  const image = await decodeImage(source, 3)
  const { width, height } = publishedSize
  if (image.width === width && image.height === height) return scaledSquare(image, { crop, size })
  throw new DataError(
    'BAD_FILE',
    `${source.name} is ${image.width} x ${image.height} pixels, expected ${width} x ${height}, as the aligned images of CelebA are`,
  )
}

function checkScale({ size, crop }: ScaleOptions): void {
  for (const [name, value] of Object.entries({ size, crop })) {
    if (Number.isInteger(value) && value >= 1 && value <= publishedSize.width) continue
    throw new DataError(
      'BAD_PARAMETERS',
      `${name} is ${value}, expected a whole number of pixels from 1 to ${publishedSize.width}, the images' width`,
    )
  }
}
