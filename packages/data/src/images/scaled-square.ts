import type { Pixels } from './decode-image.js'

export interface SquareOptions {
  /** Side of the square that is cut out of the middle; by default the largest. */
  readonly crop?: number
  /** Side of the square that it is scaled to. */
  readonly size: number
}

/**
 * Cuts a square out of the middle of an image and scales it, [size, size, channels] row-major: an average of the pixels around, weighted
 * by a triangle as wide as two pixels of the smaller of the two squares. That is what Pillow and torchvision call bilinear with
 * antialiasing; done here, it is the same to the bit on every machine.
 */
export function scaledSquare({ width, height, channels, data }: Pixels, options: SquareOptions): Uint8Array {
  const { crop = Math.min(width, height), size } = options
  const left = Math.floor((width - crop) / 2)
  const top = Math.floor((height - crop) / 2)
  const taps = tapsOf(crop, size)
  const scaled = new Uint8Array(size * size * channels)
  const row = new Float64Array(crop * channels)
  for (let y = 0; y < size; y++) {
    // One row of the result at the width of the square, which is then scaled along the row.
    row.fill(0)
    taps[y]!.weights.forEach((weight, k) => {
      const start = ((top + taps[y]!.first + k) * width + left) * channels
      for (let i = 0; i < row.length; i++) row[i]! += weight * data[start + i]!
    })
    for (let x = 0; x < size; x++) {
      const { first, weights } = taps[x]!
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0
        for (let k = 0; k < weights.length; k++) sum += weights[k]! * row[(first + k) * channels + channel]!
        scaled[(y * size + x) * channels + channel] = Math.round(sum)
      }
    }
  }
  return scaled
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
