import { smileyDataSet } from '@vsc/data'
import { describe, expect, it } from 'vitest'
import { trivialBound } from './trivial-bound.js'

/** A data set of these rows. */
const dataOf = (rows: number[][]) => ({
  ...smileyDataSet({ count: 2, seed: 1 }),
  count: rows.length,
  dim: rows[0]!.length,
  read: (indices: ArrayLike<number>) => Float32Array.from(Array.from(indices).flatMap((row) => rows[row]!)),
})

describe('trivialBound', () => {
  it('is the entropy of bits, of which constant ones have none', () => {
    const bits = dataOf([
      [0, 1, 1],
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
    ])
    const byHand = 0.25 * Math.log(0.25) + 0.75 * Math.log(0.75) - Math.log(2)
    expect(trivialBound(bits, { likelihood: 'bernoulli', varianceFloor: 0 })).toBeCloseTo(byHand, 6)
  })

  it('is the log density of Gaussians with the mean and variance of each number, the floor where that is larger', () => {
    const numbers = dataOf([
      [-2, 5],
      [2, 5],
    ])
    const logDensity = (distance: number, variance: number) =>
      -0.5 * Math.log(2 * Math.PI * variance) - distance ** 2 / (2 * variance)
    const byHand = logDensity(2, 4) + logDensity(0, 0.01)
    expect(trivialBound(numbers, { likelihood: 'gaussian', varianceFloor: 0.01 })).toBeCloseTo(byHand, 6)
  })
})
