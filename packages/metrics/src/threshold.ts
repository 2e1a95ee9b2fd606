import type { Matrix } from './matrix.js'

/** One threshold on one latent: the attribute is taken to be present above it, or below it. */
export interface Threshold {
  readonly latent: number
  readonly value: number
  readonly presentAbove: boolean
  /** Balanced, on the examples it was chosen on. */
  readonly accuracy: number
}

/** The rows of codes in ascending order of one latent. */
export function ascendingRows({ rows, columns, data }: Matrix, latent: number): Uint32Array {
  const value = (row: number) => data[row * columns + latent]!
  return Uint32Array.from({ length: rows }, (_, row) => row).sort((a, b) => value(a) - value(b))
}

/** The threshold, midway between two values of the latent, and side with the best balanced accuracy for bits [N]. */
export function bestThreshold(
  { columns, data }: Matrix,
  latent: number,
  ascending: Uint32Array,
  bits: ArrayLike<number>,
): Threshold {
  const value = (place: number) => data[ascending[place]! * columns + latent]!
  let present = 0
  for (let row = 0; row < bits.length; row++) present += bits[row]!
  const absent = bits.length - present
  let best: Threshold = { latent, value: Number.NEGATIVE_INFINITY, presentAbove: true, accuracy: 0.5 }
  if (present === 0 || absent === 0) return best
  let presentBelow = 0
  for (let place = 0; place + 1 < ascending.length; place++) {
    presentBelow += bits[ascending[place]!]!
    if (value(place) === value(place + 1)) continue
    const below = presentBelow / present
    const above = (place + 1 - presentBelow) / absent
    const accuracy = (1 + Math.abs(above - below)) / 2
    if (accuracy <= best.accuracy) continue
    const middle = value(place) / 2 + value(place + 1) / 2
    best = { latent, value: middle, presentAbove: above > below, accuracy }
  }
  return best
}

/** The balanced accuracy of a threshold for bits [N]: the mean of the shares of ones and of zeros it gets right. */
export function thresholdAccuracy(
  { columns, data }: Matrix,
  { latent, value, presentAbove }: Threshold,
  bits: ArrayLike<number>,
): number {
  const total = [0, 0]
  const right = [0, 0]
  for (let row = 0; row < bits.length; row++) {
    const bit = bits[row]!
    const told = data[row * columns + latent]! > value === presentAbove ? 1 : 0
    total[bit]!++
    if (told === bit) right[bit]!++
  }
  return total[0] === 0 || total[1] === 0 ? 0.5 : (right[0]! / total[0]! + right[1]! / total[1]!) / 2
}
