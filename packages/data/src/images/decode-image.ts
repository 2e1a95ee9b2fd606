import type { Sharp } from 'sharp'
import { DataError } from '../errors.js'
import { imageFormatOf, readFormats } from './image-formats.js'

/** An encoded image, and what messages call it. */
export interface ImageSource {
  readonly name: string
  /** The bytes of a PNG, JPEG, WebP, GIF or TIFF file. */
  readonly bytes: Uint8Array
}

export interface ImageDescription {
  readonly width: number
  readonly height: number
  /** Whether it is stored as colours, though they may all be grey. */
  readonly colour: boolean
  /** How many pictures the file holds: frames, or pages. */
  readonly pictures: number
  /** Whether a channel has more than 8 bits. */
  readonly deep: boolean
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

export interface DecodedImage extends Pixels {
  /** Whether any of it was not opaque. */
  readonly transparent: boolean
}

/** What is seen behind transparent pixels. */
export type Background = 'white' | 'black'

/** 300 MB of colours: no larger image is decoded, however small its file. */
const mostPixels = 100_000_000

/**
 * The size of an image as it is meant to be seen (turned as its EXIF orientation says), from its header.
 *
 * @throws DataError `BAD_FILE` where the bytes are no such image
 */
export async function describeImage(source: ImageSource): Promise<ImageDescription> {
  const { autoOrient, space, pages = 1, depth = 'uchar' } = await reading(source, (image) => image.metadata())
  if (depth !== 'uchar' && depth !== 'ushort') {
    throw new DataError('BAD_FILE', `${source.name} holds numbers of type ${depth}, expected 8 or 16 bits a channel`)
  }
  const colour = !(space === 'b-w' || space === 'grey16')
  return { ...autoOrient, colour, pictures: pages, deep: depth === 'ushort' }
}

/**
 * All pixels of an image, or of the first of several in a file, what is transparent mixed with the background.
 *
 * @throws DataError `BAD_FILE` where the bytes are no whole image, or one of more than 100 million pixels
 */
export async function decodeImage(
  source: ImageSource,
  channels: 1 | 3,
  background: Background = 'white',
): Promise<DecodedImage> {
  // As grey, alpha would be dropped without a word.
  if (channels === 1 && (await reading(source, (image) => image.metadata())).hasAlpha) {
    const { transparent, ...colours } = await decodeImage(source, 3, background)
    return { ...(await asGrey(colours)), transparent }
  }
  const { data, info } = await reading(source, (image) =>
    image
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  const { width, height } = info
  if (info.channels <= channels) return { width, height, channels, data, transparent: false }
  return { width, height, channels, ...withoutAlpha(data, channels, background === 'white' ? 255 : 0) }
}

async function asGrey({ width, height, channels, data }: Pixels): Promise<Pixels> {
  const { default: sharp } = await import('sharp')
  const grey = await sharp(data, { raw: { width, height, channels } }).toColourspace('b-w').raw().toBuffer()
  return { width, height, channels: 1, data: grey }
}

/** The alpha channel comes last. */
function withoutAlpha(data: Uint8Array, channels: 1 | 3, behind: number) {
  const pixels = new Uint8Array((data.length / (channels + 1)) * channels)
  let transparent = false
  for (let from = 0, to = 0; to < pixels.length; from++) {
    const alpha = data[from + channels]!
    transparent ||= alpha < 255
    for (let channel = 0; channel < channels; channel++) {
      pixels[to++] = Math.round((alpha * data[from++]! + (255 - alpha) * behind) / 255)
    }
  }
  return { data: pixels, transparent }
}

async function reading<T>({ name, bytes }: ImageSource, read: (image: Sharp) => Promise<T>): Promise<T> {
  if (imageFormatOf(bytes) === undefined) {
    throw new DataError(
      'BAD_FILE',
      `${name} cannot be read as an image: whatever its name, it is not ${readFormats}; convert it, such as to PNG`,
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
