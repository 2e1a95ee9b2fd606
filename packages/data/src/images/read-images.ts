import { readFile } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { type Background, decodeImage, describeImage, type ImageDescription } from './decode-image.js'
import { inParallel } from './in-parallel.js'
import { scaledImage } from './scaled-image.js'

/** An image's file, or its bytes where it was read already. */
export interface ImageFile {
  readonly path: string
  readonly bytes?: Uint8Array
}

/** Pixels: of a square, or of the height and the width. */
export type ImageSize = number | readonly [height: number, width: number]

export interface ReadImagesOptions {
  /** Scales every image to cover a square, or a rectangle, of this many pixels and cuts it out of the middle. */
  readonly size?: ImageSize | undefined
  /** 1 for grey levels, 3 for red, green and blue; by default 1 where every image is stored so, else 3. */
  readonly channels?: 1 | 3 | undefined
  /** What is seen behind transparent pixels; white by default. */
  readonly background?: Background | undefined
  /** Bytes that the pixels may fill. */
  readonly limit: number
}

/** Images of one shape, one byte per number. */
export interface Images {
  /** [height, width] or [height, width, 3] */
  readonly shape: readonly number[]
  /** [N, ...shape], row-major */
  readonly pixels: Uint8Array
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
  /** What was in the files but is not in the pixels. */
  readonly remarks: readonly string[]
}

/**
 * Decodes image files into memory, all to one shape.
 *
 * @throws DataError `BAD_FILE`, naming the file, for one that is no whole image, and where sizes differ and `size` is not given;
 * `TOO_LARGE`
 */
export async function readImages(files: readonly ImageFile[], options: ReadImagesOptions): Promise<Images> {
  const { size, limit, background = 'white' } = options
  const descriptions = new Array<ImageDescription>(files.length)
  await inParallel(files.length, async (k) => {
    descriptions[k] = await describeImage(await sourceOf(files[k]!))
  })
  const { width, height } = size === undefined ? onlySize(files, descriptions) : sizeOf(size)
  const { channels = descriptions.some(({ colour }) => colour) ? 3 : 1 } = options
  const dim = width * height * channels
  if (files.length * dim > limit) {
    throw new DataError(
      'TOO_LARGE',
      `${files.length} images of ${width} x ${height} x ${channels} are ${Math.ceil((files.length * dim) / 2 ** 20)} MiB, more than the ${limit / 2 ** 20} MiB kept in memory; give a smaller \`size\`, such as data.size=64`,
    )
  }
  const pixels = new Uint8Array(files.length * dim)
  let transparent = 0
  await inParallel(files.length, async (k) => {
    const image = await decodeImage(await sourceOf(files[k]!), channels, background)
    if (image.transparent) transparent += 1
    const fits = image.width === width && image.height === height
    pixels.set(fits ? image.data : scaledImage(image, { height, width }), k * dim)
  })
  return {
    shape: channels === 1 ? [height, width] : [height, width, channels],
    ...{ pixels, height, width, channels },
    remarks: remarksOn(descriptions, { transparent, background, channels }),
  }
}

const sourceOf = async ({ path, bytes }: ImageFile) => ({ name: path, bytes: bytes ?? (await readFile(path)) })

const sizeOf = (size: ImageSize) =>
  typeof size === 'number' ? { height: size, width: size } : { height: size[0], width: size[1] }

function onlySize(files: readonly ImageFile[], descriptions: readonly ImageDescription[]): ImageDescription {
  const [first] = descriptions
  const other = descriptions.findIndex(({ width, height }) => width !== first!.width || height !== first!.height)
  if (other < 0) return first!
  const { width, height } = descriptions[other]!
  throw new DataError(
    'BAD_FILE',
    `${files[other]!.path} is ${width} x ${height} pixels, but ${files[0]!.path} is ${first!.width} x ${first!.height}: give \`size\` to scale all images to one size, such as data.size=64`,
  )
}

interface Found {
  readonly transparent: number
  readonly background: Background
  readonly channels: 1 | 3
}

function remarksOn(
  descriptions: readonly ImageDescription[],
  { transparent, background, channels }: Found,
): readonly string[] {
  const several = descriptions.filter(({ pictures }) => pictures > 1).length
  const deep = descriptions.filter(({ deep }) => deep).length
  const coloured = channels === 1 ? 0 : descriptions.filter(({ colour }) => !colour).length
  const other = background === 'white' ? 'black' : 'white'
  const some = (count: number) => (count === 1 ? '1 image' : `${count} images`)
  return [
    ...(transparent > 0
      ? [`${some(transparent)} with transparent pixels: shown on ${background} (data.background=${other} for ${other})`]
      : []),
    ...(several > 0 ? [`${some(several)} of several frames or pages: the first is read`] : []),
    ...(deep > 0 ? [`${some(deep)} of 16 bits a channel: read with 8`] : []),
    ...(coloured > 0
      ? [`${some(coloured)} stored grey among colours: read as colours (data.channels=1 for grey)`]
      : []),
  ]
}
