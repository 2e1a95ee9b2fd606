import { activeUnits, createMatrix, matrixFromRows, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

describe('activeUnits', () => {
  it('are those whose mean varies by more than 0.01, whatever the mean is', () => {
    const normal = normalMatrix(4000, 3, 'means')
    const scales = [1, 0.11, 0.09]
    const means = createMatrix({ ...normal, data: normal.data.map((z, k) => 5 + scales[k % 3]! * z) })
    expect(activeUnits(means)).toEqual([0, 1])
    expect(activeUnits(means, { threshold: 0.1 })).toEqual([0])
  })

  it('are as many for few examples as for many', () => {
    for (const n of [50, 200, 1000, 4000]) expect(activeUnits(normalMatrix(n, 40, n))).toHaveLength(40)
  })

  it('move with the latents', () => {
    fc.assert(
      fc.property(permutedCodes, ({ codes, order, permuted }) => {
        expect(
          activeUnits(permuted, { threshold: 1.5 })
            .map((j) => order[j]!)
            .sort(),
        ).toEqual(activeUnits(codes, { threshold: 1.5 }))
      }),
      seeded,
    )
  })

  it('are none where means are constant, where there are no latents', () => {
    const constant = matrixFromRows([[0.1], [0.1]])
    expect(activeUnits(constant, { threshold: 0 })).toEqual([])
    expect(activeUnits(selectColumns(constant, []))).toEqual([])
  })

  it('refuses a single example and a negative threshold', () => {
    expect(() => activeUnits(matrixFromRows([[1]]))).toThrow('means: has 1 rows, expected at least 2')
    expect(() => activeUnits(matrixFromRows([[1], [2]]), { threshold: -1 })).toThrow('threshold is -1')
  })
})
