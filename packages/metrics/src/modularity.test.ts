import { createMatrix, matrixFromRows, modularity, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codes, expected as expectedOfKinds, factors, kinds } from '../test/golden/factors.js'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

// Every pair of 20 values once: two factors that are exactly independent.
const grid = matrixFromRows(Array.from({ length: 400 }, (_, n) => [Math.floor(n / 20), n % 20]))

describe('modularity', () => {
  it('agrees with scikit-learn', () => {
    expect(modularity(example.sources, example.codes)).toBeCloseTo(expected.modularity, 12)
  })

  it('agrees with scikit-learn where some factors are discrete', () => {
    expect(modularity(factors, codes, { kinds })).toBeCloseTo(expectedOfKinds.modularity, 12)
  })

  it('is 1 where each code tells of one factor, also where several tell of the same', () => {
    const own = createMatrix({ ...grid, data: grid.data.map((v) => 3 - 2 * v) })
    expect(modularity(grid, selectColumns(own, [1, 0, 1]))).toBeCloseTo(1, 12)
  })

  it('is 0 for a code that tells as much of every factor, and near 0 for unrelated codes', () => {
    const sum = matrixFromRows(Array.from({ length: 400 }, (_, n) => [Math.floor(n / 20) + (n % 20)]))
    expect(modularity(grid, sum)).toBeCloseTo(0, 12)
    expect(modularity(normalMatrix(4000, 4, 'factors'), normalMatrix(4000, 10, 'codes'))).toBeLessThan(0.25)
  })

  it('counts constant and uninformative codes as 0 and leaves constant factors out', () => {
    const thrice = (n: number) => [Math.floor(n / 3 / 20), Math.floor(n / 3) % 20]
    const three = matrixFromRows(Array.from({ length: 1200 }, (_, n) => [...thrice(n), 0.1]))
    const four = matrixFromRows(Array.from({ length: 1200 }, (_, n) => [...thrice(n), 0.1, n % 3]))
    expect(modularity(three, selectColumns(four, [0, 1]))).toBeCloseTo(1, 12)
    expect(modularity(three, four)).toBeCloseTo(0.5, 12)
    expect(modularity(three, selectColumns(four, [2, 3]))).toBe(0)
    expect(modularity(three, selectColumns(four, []))).toBe(0)
  })

  it('is 1 where there is a single factor to tell of', () => {
    expect(modularity(selectColumns(grid, [0]), selectColumns(grid, [0, 0]))).toBe(1)
  })

  it('does not depend on how the latents, or the factors, are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors: sources, codes: means, permuted }) => {
        const score = modularity(sources, means)
        expect(modularity(sources, permuted)).toBeCloseTo(score, 12)
        const reversed = Array.from({ length: sources.columns }, (_, i) => sources.columns - 1 - i)
        expect(modularity(selectColumns(sources, reversed), means)).toBeCloseTo(score, 12)
      }),
      seeded,
    )
  })

  it('refuses factors that are all constant, other examples, NaN and too few bins', () => {
    const two = matrixFromRows([[1], [1]])
    expect(() => modularity(two, matrixFromRows([[1], [2]]))).toThrow('factors: all 1 columns are constant')
    expect(() => modularity(grid, two)).toThrow('codes: has 2 rows but factors has 400')
    expect(() => modularity(two, { ...two, data: Float64Array.of(1, Number.NaN) })).toThrow(
      'codes: entry [1, 0] is NaN',
    )
    expect(() => modularity(grid, grid, { bins: 1.5 })).toThrow('bins is 1.5, expected a whole number of at least 2')
  })
})
