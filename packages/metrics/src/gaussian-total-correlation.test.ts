import { createMatrix, gaussianTotalCorrelation, matrixFromRows, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

describe('gaussianTotalCorrelation', () => {
  it('agrees with numpy, leaving the constant code out', () => {
    expect(gaussianTotalCorrelation(example.codes)).toBeCloseTo(expected.gaussianTotalCorrelation, 12)
  })

  it('is -1/2 log(1 - r^2) for two codes, in whatever units', () => {
    // (1, 1, -1, -1) and (1, 0, 0, -1) have a correlation of 1 / sqrt 2.
    const codes = matrixFromRows([
      [1, 1e6 + 100],
      [1, 1e6],
      [-1, 1e6],
      [-1, 1e6 - 100],
    ])
    expect(gaussianTotalCorrelation(codes)).toBeCloseTo(Math.LN2 / 2, 12)
  })

  it('is 0 for codes that are not correlated, and J (J - 1) / (4 N) by chance', () => {
    const grid = matrixFromRows(Array.from({ length: 25 }, (_, n) => [Math.floor(n / 5), n % 5]))
    expect(gaussianTotalCorrelation(grid)).toBeCloseTo(0, 12)
    expect(gaussianTotalCorrelation(normalMatrix(4000, 10, 'codes'))).toBeCloseTo(90 / 16_000, 2)
  })

  it('is Infinity where a code is a linear function of others', () => {
    const { rows, data } = normalMatrix(50, 2, 'pair')
    const sums = Array.from({ length: rows }, (_, n) => [
      data[2 * n]!,
      data[2 * n + 1]!,
      data[2 * n]! - 3 * data[2 * n + 1]!,
    ])
    expect(gaussianTotalCorrelation(matrixFromRows(sums))).toBe(Number.POSITIVE_INFINITY)
  })

  it('is 0 without codes, or with a single one, or where all are constant', () => {
    for (const columns of [[], [0], [4, 4]]) {
      expect(gaussianTotalCorrelation(selectColumns(example.codes, columns))).toBe(0)
    }
  })

  it('does not depend on how the latents are numbered, nor on their sign', () => {
    fc.assert(
      fc.property(permutedCodes, ({ codes, permuted }) => {
        const flipped = createMatrix({ ...permuted, data: permuted.data.map((z) => -z) })
        expect(gaussianTotalCorrelation(flipped)).toBeCloseTo(gaussianTotalCorrelation(codes), 10)
      }),
      seeded,
    )
  })

  it('refuses as many codes as examples, and NaN', () => {
    expect(() => gaussianTotalCorrelation(normalMatrix(5, 5, 'square'))).toThrow(
      'codes: has 5 rows for 5 columns that vary, expected more rows than such columns',
    )
    const withNaN = { rows: 2, columns: 1, data: Float32Array.of(1, Number.NaN) }
    expect(() => gaussianTotalCorrelation(withNaN)).toThrow('codes: entry [1, 0] is NaN')
  })
})
