import { matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { expectedCodes } from './evaluate-model.js'
import { latentUse } from './latent-use.js'

const float32 = (rows: number[][]) => {
  const matrix = matrixFromRows(rows)
  return { ...matrix, data: Float32Array.from(matrix.data) }
}

describe('latentUse', () => {
  // latent 0 is always on and moves, 1 switches, 2 is on and says nothing, 3 is off
  const slabs = {
    means: float32([
      [1, 2, 0, 5],
      [-1, 2, 0, -5],
      [1, 2, 0, 5],
      [-1, 2, 0, -5],
    ]),
    gammas: float32([
      [1, 1, 1, 0],
      [1, 0, 1, 0],
      [1, 0, 1, 0],
      [1, 1, 1, 0],
    ]),
    codes: float32([
      [1.1, 2.1, 0.1, 0],
      [-1, 0, 0.1, 0],
      [0.9, 0, -0.1, 0],
      [-1, 1.9, 0.1, 0],
    ]),
  }
  const evaluation = { ...slabs, posteriorMeans: expectedCodes(slabs) }

  it('tells latents that switch from those that are always on, and from those that say nothing', () => {
    const use = latentUse(evaluation)
    expect([...use.inUse].sort()).toEqual([0, 1])
    expect(use.varying).toEqual([1])
    expect(use.alwaysOn).toEqual([0])
    expect(use.onPerImage).toBe(1.5)
  })
})
