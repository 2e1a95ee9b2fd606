import { readFile } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { decodeImage, describeImage, type ImageDescription } from './decode-image.js'
import type { ImageFile } from './image-folder.js'
import { inParallel } from './in-parallel.js'
import { scaledSquare } from './scaled-square.js'

export interface ReadImagesOptions {
  /** Scales every image to cover a square of this many pixels and cuts it out of the middle. */
  readonly size?: number | undefined
  /** 1 for grey levels, 3 for red, green and blue; by default 1 where every image is stored so, else 3. */
  readonly channels?: 1 | 3 | undefined
  /** Bytes that the pixels may fill. */
  readonly limit: number
}

/** Images of one shape, one byte per number. */
export interface Images {
  /** [height, width] or [height, width, 3] */
  readonly shape: readonly number[]
  /** [N, ...shape], row-major */
  readonly pixels: Uint8Array
}

/**
 * Decodes image files into memory, all to one shape.
 *
 * @throws DataError `BAD_FILE`, naming the file, for one that is no whole image, and where sizes differ and `size` is not given;
 * `TOO_LARGE`
 */
export async function readImages(files: readonly ImageFile[], options: ReadImagesOptions): Promise<Images> {
  const { size, limit } = options
  const descriptions = new Array<ImageDescription>(files.length)
  await inParallel(files.length, async (k) => {
    descriptions[k] = await describeImage(await sourceOf(files[k]!))
  })
  const { width, height } = size === undefined ? onlySize(files, descriptions) : { width: size, height: size }
  const { channels = descriptions.some(({ colour }) => colour) ? 3 : 1 } = options
  const dim = width * height * channels
  if (files.length * dim > limit) {
    throw new DataError(
      'TOO_LARGE',
      `${files.length} images of ${width} x ${height} x ${channels} are ${Math.ceil((files.length * dim) / 2 ** 20)} MiB, more than the ${limit / 2 ** 20} MiB kept in memory; give a smaller \`size\``,
    )
  }
  const pixels = new Uint8Array(files.length * dim)
  await inParallel(files.length, async (k) => {
    const image = await decodeImage(await sourceOf(files[k]!), channels)
    pixels.set(size === undefined ? image.data : scaledSquare(image, { size }), k * dim)
  })
  return { shape: channels === 1 ? [height, width] : [height, width, channels], pixels }
}

const sourceOf = async ({ path }: ImageFile) => ({ name: path, bytes: await readFile(path) })

function onlySize(files: readonly ImageFile[], descriptions: readonly ImageDescription[]): ImageDescription {
  const [first] = descriptions
  const other = descriptions.findIndex(({ width, height }) => width !== first!.width || height !== first!.height)
  if (other < 0) return first!
  const { width, height } = descriptions[other]!
  throw new DataError(
    'BAD_FILE',
    `${files[other]!.path} is ${width} x ${height} pixels, but ${files[0]!.path} is ${first!.width} x ${first!.height}: give \`size\` to scale all images to one size`,
  )
}
