import type { Region, Sharp } from 'sharp'
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

export interface DecodeOptions {
  /** 1 for grey levels, 3 for red, green and blue. */
  readonly channels: 1 | 3
  /** The part to take; all of it by default. */
  readonly region?: Region
  /** Scales the image or its region to cover a square of this many pixels, and cuts off what overhangs on either side. */
  readonly size?: number | undefined
}

/**
 * The size of an image as it is meant to be seen (turned as its EXIF orientation says), from its header.
 *
 * @throws DataError `BAD_FILE` where the bytes are no image
 */
export async function describeImage(source: ImageSource): Promise<ImageDescription> {
  const { autoOrient, space } = await reading(source, (image) => image.metadata())
  return { ...autoOrient, colour: !(space === 'b-w' || space === 'grey16') }
}

/**
 * The pixels of an image, [height, width, channels] row-major, 0 to 255; transparency is dropped. Where it shrinks, neighbouring
 * pixels are averaged under a triangle (bilinear with antialiasing, as torchvision resizes).
 *
 * @throws DataError `BAD_FILE` where the bytes are no whole image
 */
export async function decodeImage(source: ImageSource, options: DecodeOptions): Promise<Uint8Array> {
  const { channels, region, size } = options
  return reading(source, async (image) => {
    if (region !== undefined) image.extract(region)
    if (size !== undefined) image.resize(size, size, { fit: 'cover', kernel: 'linear' })
    return image
      .removeAlpha()
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer()
  })
}

async function reading<T>({ name, bytes }: ImageSource, read: (image: Sharp) => Promise<T>): Promise<T> {
  const { default: sharp } = await import('sharp')
  try {
    return await read(sharp(bytes).autoOrient())
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new DataError('BAD_FILE', `${name} cannot be read as an image: ${reason}`, { cause: error })
  }
}
