import { createMatrix, matrixFromRows, mig, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, expected as expectedOfKinds, factors, kinds } from '../test/golden/factors.js'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

// Every pair of 20 values once: two factors that are exactly independent.
const grid = matrixFromRows(Array.from({ length: 400 }, (_, n) => [Math.floor(n / 20), n % 20]))

describe('mig', () => {
  it('agrees with scikit-learn', () => {
    expect(mig(example.sources, example.codes)).toBeCloseTo(expected.mig, 12)
  })

  it('agrees with scikit-learn where some factors are discrete', () => {
    expect(mig(factors, codes, { kinds })).toBeCloseTo(expectedOfKinds.mig, 12)
  })

  it('takes discrete factors as they are: their names do not matter', () => {
    const renamed = createMatrix({ ...factors, data: factors.data.map((v, k) => (k % 4 < 2 ? v : Math.exp(20 * v))) })
    expect(mig(renamed, codes, { kinds })).toBe(mig(factors, codes, { kinds }))
    const shape = selectColumns(renamed, [2])
    expect(mig(shape, codes)).not.toBeCloseTo(mig(shape, codes, { kinds: 'discrete' }), 2) // in bins two of four are one
  })

  it('is 1 where each factor has its own code, whatever its scale and sign', () => {
    const own = createMatrix({ ...grid, data: grid.data.map((v) => 3 - 2 * v) })
    expect(mig(grid, selectColumns(own, [1, 0]))).toBeCloseTo(1, 12)
  })

  it('is near 0 for unrelated codes, and 0 where two codes tell the same', () => {
    expect(mig(normalMatrix(4000, 4, 'factors'), normalMatrix(4000, 10, 'codes'))).toBeLessThan(0.01)
    expect(mig(grid, selectColumns(grid, [0, 0, 1, 1]))).toBeCloseTo(0, 12)
  })

  it('counts constant codes as telling nothing and leaves constant factors out', () => {
    const withConstants = matrixFromRows(Array.from({ length: 400 }, (_, n) => [Math.floor(n / 20), 0.1, n % 20]))
    expect(mig(grid, withConstants)).toBeCloseTo(1, 12)
    expect(mig(withConstants, grid)).toBeCloseTo(1, 12)
    expect(mig(grid, selectColumns(withConstants, [1]))).toBe(0)
  })

  it('compares a single code with nothing, and is 0 without codes', () => {
    expect(mig(grid, selectColumns(grid, [0]))).toBeCloseTo(0.5, 12)
    expect(mig(grid, selectColumns(grid, []))).toBe(0)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors: sources, codes: means, permuted }) => {
        expect(mig(sources, permuted)).toBeCloseTo(mig(sources, means), 12)
      }),
      seeded,
    )
  })

  it('refuses factors that are all constant, other examples and too few bins', () => {
    expect(() =>
      mig(
        matrixFromRows([
          [1, 2],
          [1, 2],
        ]),
        matrixFromRows([[1], [2]]),
      ),
    ).toThrow('factors: all 2 columns are constant, expected one that varies')
    expect(() => mig(grid, matrixFromRows([[1], [2]]))).toThrow('codes: has 2 rows but factors has 400')
    expect(() => mig(grid, grid, { bins: 1 })).toThrow('bins is 1, expected a whole number of at least 2')
  })
})
