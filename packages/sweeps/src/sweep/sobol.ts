import type { Rng } from '@vsc/random'
import { SweepsError } from '../errors.js'

/**
 * Primitive polynomials and initial direction numbers for dimensions 2 on: degree s, coefficients a, and m_1 to m_s (Joe and Kuo,
 * "Constructing Sobol sequences with better two-dimensional projections", 2008, new-joe-kuo-6.21201).
 */
const directions: readonly (readonly [s: number, a: number, m: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
  [7, 4, [1, 3, 7, 13, 13, 15, 69]],
]

/** The most keys that a Sobol search can have. */
export const sobolDimensions = directions.length + 1

const bits = 32

/**
 * The first points of the Sobol sequence in [0, 1)^d, in the order of Antonov and Saleev: they fill the cube far more evenly than points
 * drawn at random.
 *
 * @param shift moves every point by the same random bits in each dimension (a digital shift), which keeps them as even; the sequence
 *   itself, which begins with the corner 0, by default
 * @throws SweepsError BAD_SWEEP for more dimensions than `sobolDimensions`
 * @example
 * console.log(sobolPoints(4, 2)) // [[0, 0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]
 */
export function sobolPoints(count: number, dimensions: number, shift?: Rng): number[][] {
  if (dimensions > sobolDimensions) {
    throw new SweepsError('BAD_SWEEP', `a Sobol search has at most ${sobolDimensions} keys, got ${dimensions}`)
  }
  const numbers = Array.from({ length: dimensions }, (_, d) => directionNumbers(d))
  const state = numbers.map(() => shift?.uint32() ?? 0)
  return Array.from({ length: count }, (_, i) => {
    if (i > 0) {
      const flipped = lowestZeroBit(i - 1)
      for (const [d, v] of numbers.entries()) state[d] = (state[d]! ^ v[flipped]!) >>> 0
    }
    return state.map((x) => x / 2 ** bits)
  })
}

/** v_1 to v_32 of a dimension, as 32-bit fractions. */
function directionNumbers(dimension: number): number[] {
  if (dimension === 0) return Array.from({ length: bits }, (_, i) => (1 << (bits - 1 - i)) >>> 0)
  const [s, a, m] = directions[dimension - 1]!
  const v: number[] = []
  for (let i = 0; i < bits; i++) {
    if (i < s) v.push((m[i]! << (bits - 1 - i)) >>> 0)
    else {
      let next = v[i - s]! ^ (v[i - s]! >>> s)
      for (let k = 1; k < s; k++) if ((a >> (s - 1 - k)) & 1) next ^= v[i - k]!
      v.push(next >>> 0)
    }
  }
  return v
}

function lowestZeroBit(n: number): number {
  let bit = 0
  while ((n >> bit) & 1) bit++
  return bit
}
