import { createMatrix, lassoDci, matrixFromRows, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected, expectMatrix } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

const factors = normalMatrix(4000, 4, 'factors')

describe('lassoDci', () => {
  it("agrees with scikit-learn's Lasso and scipy's entropies", () => {
    const { penalty, importance, disentanglement, completeness, informativeness } = expected.lassoDci
    const actual = lassoDci(example.sources, example.codes, { penalty })
    expectMatrix(actual.importance, importance, 1e-8)
    expect(actual.disentanglement).toBeCloseTo(disentanglement, 8)
    expect(actual.completeness).toBeCloseTo(completeness, 8)
    expect(actual.informativeness).toBeCloseTo(informativeness, 8)
  })

  it('is 1 where each factor has its own code, whatever its scale and sign', () => {
    const codes = createMatrix({ ...factors, data: factors.data.map((v) => 3 - 2 * v) })
    const actual = lassoDci(factors, selectColumns(codes, [2, 0, 3, 1]))
    expect(actual.disentanglement).toBeCloseTo(1, 12)
    expect(actual.completeness).toBeCloseTo(1, 12)
    expect(actual.informativeness).toBeGreaterThan(0.99) // 1 but for what the penalty takes off the weights
  })

  it('is 0 for unrelated codes', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { disentanglement, completeness, informativeness } = lassoDci(factors, normalMatrix(4000, 40, seed))
      expect([disentanglement, completeness, informativeness]).toEqual([0, 0, 0])
    }
  })

  it('tells a code that mixes factors from a factor that needs several codes', () => {
    const at = (n: number, i: number) => factors.data[n * 4 + i]!
    const rows = Array.from({ length: 4000 }, (_, n) => n)
    const mixing = lassoDci(selectColumns(factors, [0, 1]), matrixFromRows(rows.map((n) => [at(n, 0) + at(n, 1)])))
    expect(mixing.disentanglement).toBeLessThan(0.01)
    expect(mixing.completeness).toBe(1)
    const spread = lassoDci(matrixFromRows(rows.map((n) => [at(n, 0) + at(n, 1)])), selectColumns(factors, [0, 1]))
    expect(spread.disentanglement).toBe(1)
    expect(spread.completeness).toBeLessThan(0.01)
  })

  it('gives constant codes no weight and leaves constant factors out', () => {
    const constant = { rows: 4000, columns: 4, data: factors.data.map((v, k) => (k % 4 === 1 ? 0.1 : v)) }
    const actual = lassoDci(constant, constant)
    expect([actual.importance.rows, actual.importance.columns]).toEqual([3, 4])
    expect(actual.disentanglement).toBeCloseTo(1, 12)
    expect(actual.completeness).toBeCloseTo(1, 12)
  })

  it('is 0 without codes', () => {
    expect(lassoDci(factors, selectColumns(factors, []))).toMatchObject({
      disentanglement: 0,
      completeness: 0,
      informativeness: 0,
      informativenessTrain: 0,
    })
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors, codes, order, permuted }) => {
        const [a, b] = [lassoDci(factors, codes, { penalty: 0.05 }), lassoDci(factors, permuted, { penalty: 0.05 })]
        expect(b.disentanglement).toBeCloseTo(a.disentanglement, 6)
        expect(b.completeness).toBeCloseTo(a.completeness, 6)
        expect(b.informativeness).toBeCloseTo(a.informativeness, 6)
        const inOrder = selectColumns(a.importance, order)
        expect(Math.max(...b.importance.data.map((r, k) => Math.abs(r - inOrder.data[k]!)))).toBeLessThan(1e-6)
      }),
      seeded,
    )
  })

  it('refuses too few examples, factors that are all constant and a penalty below 0', () => {
    const nine = matrixFromRows(Array.from({ length: 9 }, (_, n) => [n]))
    expect(() => lassoDci(nine, nine)).toThrow('factors: has 9 rows, expected at least 10')
    const constant = { ...factors, data: factors.data.map(() => 0.1) }
    expect(() => lassoDci(constant, factors)).toThrow('factors: all 4 columns are constant')
    expect(() => lassoDci(factors, factors, { penalty: -1 })).toThrow('penalty is -1')
  })
})
