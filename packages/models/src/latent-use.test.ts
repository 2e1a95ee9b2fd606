import { matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { activeUnits, expectedCodes, latentsByUse, latentVariances } from './latent-use.js'

const matrix = (rows: number[][]) => {
  const { data, ...shape } = matrixFromRows(rows)
  return { ...shape, data: Float32Array.from(data) }
}

const means = matrix([
  [1, 5, 2],
  [3, 5, -2],
])
const gammas = matrix([
  [1, 1, 0],
  [0.5, 1, 0.5],
])

describe('expectedCodes', () => {
  it('are gamma mu, or mu where there are no spikes', () => {
    expect([...expectedCodes({ means, gammas }).data]).toEqual([1, 5, 0, 1.5, 5, -1])
    expect(expectedCodes({ means, gammas: undefined })).toBe(means)
  })

  it('vary by how much a latent says: one that is always the same is of no use', () => {
    expect([...latentVariances({ means, gammas })]).toEqual([1 / 16, 0, 1 / 4])
    expect(latentsByUse({ means, gammas })).toEqual([2, 0, 1])
    expect(activeUnits({ means, gammas })).toBe(2)
  })
})
