import type { Pixels } from './decode-image.js'

interface Size {
  readonly height: number
  readonly width: number
}

export interface SquareOptions {
  /** Side of the square that is cut out of the middle; by default the largest. */
  readonly crop?: number
  /** Side of the square that it is scaled to. */
  readonly size: number
}

/** Cuts a square out of the middle of an image and scales it as {@link scaledImage} does: [size, size, channels] row-major. */
export function scaledSquare(
  image: Pixels,
  { crop = Math.min(image.width, image.height), size }: SquareOptions,
): Uint8Array {
  return scaled(image, { height: crop, width: crop }, { height: size, width: size })
}

/**
 * Cuts the largest rectangle of a size's proportions out of the middle of an image and scales it to the size, [height, width,
 * channels] row-major: an average of the pixels around, weighted by a triangle as wide as two pixels of the smaller of the two
 * rectangles. That is what Pillow and torchvision call bilinear with antialiasing; done here, it is the same to the bit on every
 * machine.
 */
export function scaledImage(image: Pixels, size: Size): Uint8Array {
  const scale = Math.min(image.height / size.height, image.width / size.width)
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  return scaled(image, { height: side(size.height), width: side(size.width) }, size)
}

function scaled({ width, height, channels, data }: Pixels, crop: Size, size: Size): Uint8Array {
  const left = Math.floor((width - crop.width) / 2)
  const top = Math.floor((height - crop.height) / 2)
  const [across, down] = [tapsOf(crop.width, size.width), tapsOf(crop.height, size.height)]
  const pixels = new Uint8Array(size.height * size.width * channels)
  const row = new Float64Array(crop.width * channels)
  for (let y = 0; y < size.height; y++) {
    // One row of the result at the width of the rectangle, which is then scaled along the row.
    row.fill(0)
    down[y]!.weights.forEach((weight, k) => {
      const start = ((top + down[y]!.first + k) * width + left) * channels
      for (let i = 0; i < row.length; i++) row[i]! += weight * data[start + i]!
    })
    for (let x = 0; x < size.width; x++) {
      const { first, weights } = across[x]!
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * row[(first + k) * channels + channel]!
        pixels[(y * size.width + x) * channels + channel] = Math.round(sum)
      }
    }
  }
  return pixels
}

/** Which of the `before` pixels, from `first` on, make each of the `after` pixels, with weights of sum 1. */
interface Taps {
  readonly first: number
  readonly weights: Float64Array
}

function tapsOf(before: number, after: number): readonly Taps[] {
  const scale = before / after
  const reach = Math.max(scale, 1)
  return Array.from({ length: after }, (_, position) => {
    const centre = (position + 0.5) * scale
    const first = Math.max(Math.floor(centre - reach), 0)
    const end = Math.min(Math.ceil(centre + reach), before)
    const weights = Float64Array.from({ length: end - first }, (_, k) =>
      Math.max(1 - Math.abs(first + k + 0.5 - centre) / reach, 0),
    )
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    return { first, weights: weights.map((weight) => weight / total) }
  })
}
