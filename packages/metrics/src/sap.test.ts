import { createMatrix, matrixFromRows, sap, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, expected as expectedOfKinds, factors, kinds } from '../test/golden/factors.js'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

// Every pair of 5 values once: two factors that are exactly uncorrelated.
const grid = matrixFromRows(Array.from({ length: 25 }, (_, n) => [Math.floor(n / 5), n % 5]))

describe('sap', () => {
  it('agrees with numpy', () => {
    expect(sap(example.sources, example.codes)).toBeCloseTo(expected.sap, 12)
  })

  it("agrees with scikit-learn's LinearSVC where some factors are discrete", () => {
    expect(sap(factors, codes, { kinds })).toBeCloseTo(expectedOfKinds.sap, 12)
  })

  it('is 1 less what a guess gets right for a discrete factor that one code tells and the other does not', () => {
    const rows = Array.from({ length: 500 }, (_, n) => [Math.floor(n / 5) % 2, Math.sin(n * n)])
    const own = matrixFromRows(rows.map(([label, noise]) => [4 * label! - 2, noise!]))
    const labels = selectColumns(matrixFromRows(rows), [0])
    expect(Math.abs(sap(labels, own, { kinds: 'discrete' }) - 0.5)).toBeLessThan(0.06)
    expect(sap(labels, selectColumns(own, [0]), { kinds: 'discrete' })).toBeCloseTo(0.5, 12)
    expect(sap(labels, selectColumns(own, []), { kinds: 'discrete' })).toBe(0)
    expect(sap(labels, selectColumns(own, [0, 0, 1]), { kinds: 'discrete' })).toBe(0)
  })

  it('is 1 where each factor has its own code, whatever its scale and sign', () => {
    const own = createMatrix({ ...grid, data: grid.data.map((v) => 3 - 2 * v) })
    expect(sap(grid, selectColumns(own, [1, 0]))).toBeCloseTo(1, 12)
  })

  it('is near 0 for unrelated codes, and 0 where two codes tell the same', () => {
    expect(sap(normalMatrix(4000, 4, 'factors'), normalMatrix(4000, 10, 'codes'))).toBeLessThan(0.002)
    expect(sap(grid, selectColumns(grid, [0, 0, 1, 1]))).toBeCloseTo(0, 12)
  })

  it('counts constant codes as telling nothing and leaves constant factors out', () => {
    const withConstant = matrixFromRows(Array.from({ length: 25 }, (_, n) => [Math.floor(n / 5), 0.1, n % 5]))
    expect(sap(grid, withConstant)).toBeCloseTo(1, 12)
    expect(sap(withConstant, grid)).toBeCloseTo(1, 12)
  })

  it('compares a single code with nothing, and is 0 without codes', () => {
    expect(sap(grid, selectColumns(grid, [0]))).toBeCloseTo(0.5, 12)
    expect(sap(grid, selectColumns(grid, []))).toBe(0)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors: sources, codes: means, permuted }) => {
        expect(sap(sources, permuted)).toBe(sap(sources, means))
      }),
      seeded,
    )
  })

  it('refuses factors that are all constant and other examples', () => {
    expect(() => sap(matrixFromRows([[1], [1]]), matrixFromRows([[1], [2]]))).toThrow('all 1 columns are constant')
    expect(() => sap(grid, matrixFromRows([[1], [2]]))).toThrow('codes: has 2 rows but factors has 25')
    const few = matrixFromRows([[1], [2], [1]])
    expect(() => sap(few, few, { kinds: 'discrete' })).toThrow('factors: has 3 rows, expected at least 10')
  })
})
