import { factorVaeScore, type HeldFactor, type Matrix, matrixFromRows, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, seeded } from '../test/random.js'
import { selectRows } from './matrix.js'

/** Batches of codes that are the factors themselves, drawn anew for each: exactly held. */
function factorsAsCodes(factorCount: number, { batches = 30, batchSize = 10 } = {}): HeldFactor[] {
  return Array.from({ length: factorCount }, (_, factor) => ({
    free: normalMatrix(200, factorCount, 'free'),
    held: Array.from({ length: batches }, (_, batch) => {
      const codes = normalMatrix(batchSize, factorCount, `${factor}/${batch}`)
      return { ...codes, data: codes.data.map((z, k) => (k % factorCount === factor ? 0.3 : z)) }
    }),
  }))
}

const mapCodes = (factors: readonly HeldFactor[], change: (codes: Matrix) => Matrix): HeldFactor[] =>
  factors.map(({ free, held }) => ({ free: change(free), held: held.map(change) }))

describe('factorVaeScore', () => {
  it('agrees with numpy', () => {
    const factors = example.batches.map((batches) => ({
      free: example.codes,
      held: batches.map((rows) => selectRows(example.codes, rows)),
    }))
    expect(factorVaeScore(factors)).toBeCloseTo(expected.factorVaeScore, 12)
  })

  it('is 1 where each factor has its own code, whatever its scale and sign', () => {
    const scaled = mapCodes(factorsAsCodes(4), (codes) => ({
      ...codes,
      data: codes.data.map((z, k) => 5 - z * 10 ** (k % 4)),
    }))
    expect(factorVaeScore(scaled)).toBe(1)
  })

  it('is about 1 / F, the chance, for unrelated codes', () => {
    const unrelated = Array.from({ length: 20 }, (_, factor) => ({
      free: normalMatrix(200, 10, 'free'),
      held: Array.from({ length: 60 }, (_, batch) => normalMatrix(10, 10, `${factor}/${batch}`)),
    }))
    expect(Math.abs(factorVaeScore(unrelated) - 1 / 20)).toBeLessThan(0.03)
  })

  it('shares the votes of codes that are the same', () => {
    const factors = factorsAsCodes(3)
    expect(factorVaeScore(mapCodes(factors, (codes) => selectColumns(codes, [0, 0, 0, 1, 2, 2])))).toBeCloseTo(1, 12)
  })

  it('never lets a constant code win, and is 0 where all are constant or there is none', () => {
    const factors = factorsAsCodes(3)
    const constant = (codes: Matrix) => matrixFromRows(Array.from({ length: codes.rows }, () => [0.1, 0.1]))
    const withConstant = mapCodes(factors, ({ rows, data }) =>
      matrixFromRows(Array.from({ length: rows }, (_, n) => [0.1, ...data.subarray(3 * n, 3 * n + 3)])),
    )
    expect(factorVaeScore(withConstant)).toBe(1)
    expect(factorVaeScore(mapCodes(factors, constant))).toBe(0)
    expect(factorVaeScore(mapCodes(factors, (codes) => selectColumns(codes, [])))).toBe(0)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 5 }), (seed, latentCount) => {
        const factors = Array.from({ length: 3 }, (_, factor) => ({
          free: normalMatrix(20, latentCount, seed),
          held: Array.from({ length: 9 }, (_, batch) => normalMatrix(4, latentCount, `${seed}/${factor}/${batch}`)),
        }))
        const order = createRng(seed).permutation(latentCount)
        const permuted = mapCodes(factors, (codes) => selectColumns(codes, order))
        expect(factorVaeScore(permuted)).toBeCloseTo(factorVaeScore(factors), 12)
      }),
      seeded,
    )
  })

  it('refuses no factor, too few batches, batches of one example, other latents and NaN, naming them', () => {
    const [first, second] = factorsAsCodes(2) as [HeldFactor, HeldFactor]
    const replaced = (batch: Matrix) => [first, { ...second, held: [...second.held.slice(0, 4), batch] }]
    expect(() => factorVaeScore([])).toThrow('factors: is empty, expected one entry for each factor')
    expect(() => factorVaeScore([first, { ...second, held: second.held.slice(0, 2) }])).toThrow(
      'factors[1].held: has 2 batches, expected at least 3',
    )
    expect(() => factorVaeScore(replaced(matrixFromRows([[1, 2]])))).toThrow('factors[1].held[4]: has 1 rows')
    expect(() => factorVaeScore(replaced(normalMatrix(10, 3, 'wide')))).toThrow(
      'factors[1].held[4]: has 3 columns but factors[0].free has 2, expected the same latents in both',
    )
    const withNaN = { rows: 2, columns: 2, data: Float64Array.of(1, 2, Number.NaN, 4) }
    expect(() => factorVaeScore(replaced(withNaN))).toThrow('factors[1].held[4]: entry [1, 0] is NaN')
  })
})
