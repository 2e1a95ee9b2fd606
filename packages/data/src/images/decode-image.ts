import type { Sharp } from 'sharp'
import { DataError } from '../errors.js'

/** An encoded image, and what messages call it. */
export interface ImageSource {
  readonly name: string
  /** The bytes of a PNG or JPEG file. */
  readonly bytes: Uint8Array
}

export interface ImageDescription {
  readonly width: number
  readonly height: number
  /** Whether it is stored as colours, though they may all be grey. */
  readonly colour: boolean
}

/** A decoded image. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** 1 for grey levels, 3 for red, green and blue. */
  readonly channels: 1 | 3
  /** [height, width, channels], row-major, 0 to 255 */
  readonly data: Uint8Array
}

/** How the files of the two formats begin: PNG, JPEG. */
const signatures = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
]

/** 300 MB of colours: no larger image is decoded, however small its file. */
const mostPixels = 100_000_000

/**
 * The size of an image as it is meant to be seen (turned as its EXIF orientation says), from its header.
 *
 * @throws DataError `BAD_FILE` where the bytes are no PNG or JPEG
 */
export async function describeImage(source: ImageSource): Promise<ImageDescription> {
  const { autoOrient, space } = await reading(source, (image) => image.metadata())
  return { ...autoOrient, colour: !(space === 'b-w' || space === 'grey16') }
}

/**
 * All pixels of an image; transparency is dropped.
 *
 * @throws DataError `BAD_FILE` where the bytes are no whole image, or one of more than 100 million pixels
 */
export async function decodeImage(source: ImageSource, channels: 1 | 3): Promise<Pixels> {
  const { data, info } = await reading(source, (image) =>
    image
      .removeAlpha()
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return { width: info.width, height: info.height, channels, data }
}

async function reading<T>({ name, bytes }: ImageSource, read: (image: Sharp) => Promise<T>): Promise<T> {
  // The library knows more formats, among them some that read other files or take any amount of time.
  if (!signatures.some((signature) => signature.every((byte, i) => bytes[i] === byte))) {
    throw new DataError(
      'BAD_FILE',
      `${name} cannot be read as an image: it is neither a PNG nor a JPEG, whatever its name`,
    )
  }
  const { default: sharp } = await import('sharp')
  try {
    return await read(sharp(bytes, { limitInputPixels: mostPixels }).autoOrient())
  } catch (error) {
    // One line for each thing that libvips found wrong, and sharp's own about its settings.
    const [reason = 'it is damaged'] = (error as Error).message.split('\n').filter((line) => !line.includes('failOn'))
    throw new DataError('BAD_FILE', `${name} cannot be read as an image: ${reason}`, { cause: error })
  }
}
