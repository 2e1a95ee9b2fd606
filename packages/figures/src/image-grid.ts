import { encode } from 'fast-png'
import { requireCount, requireFinite, requireLength } from './checks.js'
import { FiguresError } from './errors.js'

/** Images of one size, the values of [count, height, width, channels] in that order: intensities from 0 to 1. */
export interface Images {
  readonly count: number
  readonly height: number
  readonly width: number
  /** 1 grey, 3 red, green and blue. */
  readonly channels: 1 | 3
  readonly data: ArrayLike<number>
}

/** How images stand in a grid. */
export interface GridOptions {
  /** Images side by side. */
  readonly columns: number
  /** Pixels per pixel of an image: 2 by default. */
  readonly scale?: number
  /** White pixels between images: 2 by default. */
  readonly gap?: number
}

/** Refuses images whose numbers do not fill them or are not finite. */
export function requireImages(what: string, images: Images): void {
  for (const part of ['count', 'height', 'width'] as const) requireCount(`${what}.${part}`, images[part])
  if (images.channels !== 1 && images.channels !== 3)
    throw new FiguresError('OUT_OF_RANGE', `${what}.channels is ${images.channels}; expected 1 (grey) or 3 (RGB).`)
  const expected = images.count * images.height * images.width * images.channels
  requireLength(`${what}.data`, images.data, expected, 'count x height x width x channels')
  requireFinite(`${what}.data`, images.data)
}

/**
 * Draws images as a grid, row by row, pixel for pixel: the bytes of a PNG, with white for missing ones.
 *
 * Intensities below 0 and above 1, as a Gaussian likelihood's mean may have, are drawn as 0 and 1. Throws FiguresError
 * where the data does not have count x height x width x channels finite values.
 *
 * @example
 * const png = imageGridPng({ count: 2, height: 1, width: 1, channels: 1, data: [0, 1] }, { columns: 2 })
 */
export function imageGridPng(images: Images, options: GridOptions): Uint8Array {
  const { columns, scale = 2, gap = 2 } = options
  requireImages('images', images)
  requireCount('columns', columns)
  requireCount('scale', scale)
  requireCount('gap', gap, 0)
  const { count, channels } = images
  const width = columns * (images.width * scale + gap) - gap
  const height = Math.ceil(count / columns) * (images.height * scale + gap) - gap
  const data = new Uint8Array(width * height * channels).fill(255)
  for (let image = 0; image < count; image++) {
    const left = (image % columns) * (images.width * scale + gap)
    const top = Math.floor(image / columns) * (images.height * scale + gap)
    paint(images, image, scale, { data, start: (top * width + left) * channels, stride: width * channels })
  }
  return encode({ width, height, channels, data })
}

interface Canvas {
  readonly data: Uint8Array
  readonly start: number
  readonly stride: number
}

function paint(images: Images, image: number, scale: number, { data, start, stride }: Canvas): void {
  const { width, height, channels } = images
  const source = image * height * width * channels
  for (let y = 0; y < height * scale; y++)
    for (let x = 0; x < width * scale; x++)
      for (let c = 0; c < channels; c++) {
        const value = images.data[source + (Math.floor(y / scale) * width + Math.floor(x / scale)) * channels + c]!
        data[start + y * stride + x * channels + c] = Math.round(255 * Math.min(1, Math.max(0, value)))
      }
}
