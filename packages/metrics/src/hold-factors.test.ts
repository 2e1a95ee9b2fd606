import { factorVaeScore, holdFactors, matrixFromRows, selectColumns } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { bitMatrix, normalMatrix } from '../test/random.js'
import { momentsOf } from './moments.js'

const factors = normalMatrix(1000, 3, 'factors')
const options = { batchSize: 20, batches: 30 }

describe('holdFactors', () => {
  it('holds its factor and lets the others vary', () => {
    // The factors are their own codes here, so that the batches show what was held.
    holdFactors(factors, factors, options).forEach(({ free, held }, factor) => {
      expect(free).toBe(factors)
      expect(held).toHaveLength(30)
      const spreads = held.map((batch) => momentsOf(batch).deviation)
      const medians = [0, 1, 2].map((i) => spreads.map((s) => s[i]!).sort((a, b) => a - b)[15]!)
      medians.forEach((median, i) => {
        if (i === factor) expect(median).toBeLessThan(0.05)
        else expect(median).toBeGreaterThan(0.8)
      })
    })
  })

  it('takes the examples nearest to one of their own', () => {
    const one = selectColumns(factors, [0])
    for (const { data } of holdFactors(one, one, { batchSize: 20, batches: 5 })[0]!.held) {
      const reach = (centre: number) => Math.max(...data.map((value) => Math.abs(value - centre)))
      const nearer = (centre: number, limit: number) => one.data.filter((v) => Math.abs(v - centre) < limit).length
      expect([...data].some((centre) => nearer(centre, reach(centre)) < data.length)).toBe(true)
    }
  })

  it('holds a discrete factor at one value, with examples drawn at random from those that have it', () => {
    const die = matrixFromRows(Array.from({ length: 1000 }, (_, n) => [n % 6, Math.floor(n / 6)]))
    const { held } = holdFactors(die, die, options)[0]!
    for (const batch of held) expect(momentsOf(batch).deviation[0]).toBe(0)
    expect(new Set(held.flatMap((batch) => [...selectColumns(batch, [1]).data])).size).toBeGreaterThan(100)
  })

  it('depends on its seed alone, and leaves constant factors out', () => {
    const withConstant = matrixFromRows(Array.from({ length: 1000 }, (_, n) => [0.1, factors.data[3 * n]!]))
    expect(holdFactors(withConstant, factors, options)).toHaveLength(1)
    expect(holdFactors(factors, factors, options)).toEqual(holdFactors(factors, factors, options))
    expect(holdFactors(factors, factors, { ...options, seed: 2 })).not.toEqual(holdFactors(factors, factors, options))
  })

  it('makes the FactorVAE score of codes that are the factors 1, and of unrelated codes 1 / F', () => {
    expect(factorVaeScore(holdFactors(factors, selectColumns(factors, [2, 0, 1])))).toBe(1)
    const byChance = factorVaeScore(holdFactors(factors, normalMatrix(1000, 5, 'codes')))
    expect(Math.abs(byChance - 1 / 3)).toBeLessThan(0.12)
  })

  it('compares features of attributes among the examples that have them', () => {
    // Two attributes of two features: the codes are the sources S V and the bits S, all that there is to find.
    const n = 2000
    const [values, present] = [normalMatrix(n, 4, 'values'), bitMatrix(n, 2, 'bits')]
    const has = (row: number, i: number) => present.data[2 * row + Math.floor(i / 2)] === 1
    const sourcesOf = (row: number) => [0, 1, 2, 3].map((i) => (has(row, i) ? values.data[4 * row + i]! : 0))
    const sources = matrixFromRows(Array.from({ length: n }, (_, row) => sourcesOf(row)))
    const codes = matrixFromRows(
      Array.from({ length: n }, (_, row) => [...present.data.subarray(2 * row, 2 * row + 2), ...sourcesOf(row)]),
    )
    expect(factorVaeScore(holdFactors(values, codes, { shows: has }))).toBe(1)
    expect(factorVaeScore(holdFactors(values, codes))).toBeLessThan(0.9)
    expect(factorVaeScore(holdFactors(sources, codes))).toBeLessThan(0.8)
  })

  it('refuses too few examples to hold a factor, and batches that are none', () => {
    expect(() => holdFactors(factors, factors, { batchSize: 101 })).toThrow(
      'factors: factor 0 shows in 1000 examples, expected at least 1010 to hold it in batches of 101',
    )
    expect(() => holdFactors(factors, factors, { shows: (_, factor) => factor !== 1 })).toThrow(
      'factors: factor 1 shows in 0 examples',
    )
    expect(() => holdFactors(factors, factors, { batchSize: 1 })).toThrow('batchSize is 1')
    expect(() => holdFactors(factors, factors, { batches: 2 })).toThrow('batches is 2')
    expect(() => holdFactors(factors, matrixFromRows([[1], [2]]))).toThrow('codes: has 2 rows but factors has 1000')
    const constant = { ...factors, data: factors.data.map(() => 0.1) }
    expect(() => holdFactors(constant, factors)).toThrow('factors: all 3 columns are constant')
  })
})
