import { matrixFromRows } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { attributesWithOwnLatent } from './own-latents.js'

const count = 2000
const rng = createRng(1)
const bits = Array.from({ length: count }, () => [rng.integer(2), rng.integer(2)])
const present = matrixFromRows(bits)
const silent = matrixFromRows(bits.map(() => [0, 0]))
const attributeOf = [0, 0, 1]

const found = (rows: number[][], posteriorMeans = silent) =>
  attributesWithOwnLatent({ matrices: [matrixFromRows(rows)], attributeOf, present, posteriorMeans })

describe('attributesWithOwnLatent', () => {
  it('takes a latent that answers to features of one attribute, whatever its sign', () => {
    expect(found([[0.5], [0.1], [0.2]])).toEqual([0])
    expect(found([[0.1], [0], [-0.6]])).toEqual([1])
  })

  it('takes none that answers to another half as much, or to hardly anything', () => {
    expect(found([[0.5], [0.1], [0.3]])).toEqual([])
    expect(found([[0.25], [0], [0]])).toEqual([])
  })

  it('sees a latent that tells presence, and none that mixes two', () => {
    const zeros = [
      [0, 0],
      [0, 0],
      [0, 0],
    ]
    expect(found(zeros, matrixFromRows(bits.map(([a, b]) => [-a!, b!])))).toEqual([0, 1])
    expect(found(zeros, matrixFromRows(bits.map(([a, b]) => [a! + b!, a! - b!])))).toEqual([])
  })
})
