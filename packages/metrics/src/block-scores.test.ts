import {
  activeLatents,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  matrixFromRows,
  meanBestCorrelation,
} from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

// The scores read off a correlation matrix: two attributes of two features, one latent for each feature.
const attributeOf = [0, 0, 1, 1]
const perfect = matrixFromRows([
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
  [0, 0, 0, 1],
])
const chance = correlationMatrix(normalMatrix(4000, 4, 'sources'), normalMatrix(4000, 10, 'codes'))
const golden = matrixFromRows(expected.correlationMatrix)

describe('activeLatents', () => {
  it('are those with an entry above the threshold', () => {
    expect(activeLatents(matrixFromRows([[0.07, 0.08, 0, 0.2]]))).toEqual([1, 3])
    expect(activeLatents(matrixFromRows([[0.07, 0.08, 0, 0.2]]), { threshold: 0.1 })).toEqual([3])
    expect(activeLatents(golden)).toEqual(expected.activeLatents)
  })

  it('are none by chance', () => {
    expect(activeLatents(chance)).toEqual([])
  })
})

describe('correlationContrast', () => {
  it('agrees with numpy', () => {
    expect(correlationContrast(golden, example.attributeOf)).toBeCloseTo(expected.correlationContrast, 12)
  })

  it('is 1 for latents with one attribute each', () => {
    expect(correlationContrast(perfect, attributeOf)).toBe(1)
  })

  it('is 0 for latents that respond to all attributes alike, and where none is active', () => {
    expect(
      correlationContrast(
        matrixFromRows([
          [0.5, 0.3],
          [0.5, 0.1],
          [0.2, 0.3],
          [0.5, 0],
        ]),
        attributeOf,
      ),
    ).toBe(0)
    expect(correlationContrast(chance, attributeOf)).toBe(0)
  })

  it('takes the largest correlation of an attribute: a latent with a single feature loses nothing', () => {
    expect(correlationContrast(matrixFromRows([[0.9], [0], [0.2], [0.1]]), attributeOf)).toBeCloseTo(0.7, 12)
  })

  it('leaves inactive latents out of the mean', () => {
    expect(
      correlationContrast(
        matrixFromRows([
          [0.9, 0],
          [0, 0.05],
          [0, 0],
          [0, 0],
        ]),
        attributeOf,
      ),
    ).toBe(0.9)
  })

  it('needs two attributes', () => {
    expect(() => correlationContrast(perfect, [0, 0, 0, 0])).toThrow('names a single attribute, expected two or more')
  })
})

describe('attributesOwned', () => {
  it('agrees with numpy', () => {
    expect(attributesOwned(golden, example.attributeOf)).toEqual(expected.attributesOwned)
  })

  it('are all of a perfect matrix and none by chance', () => {
    expect(attributesOwned(perfect, attributeOf)).toEqual([0, 1])
    expect(attributesOwned(chance, attributeOf)).toEqual([])
  })

  it('are owned by a best feature only, from the threshold on', () => {
    const matrix = matrixFromRows([[0.6], [0], [0.5], [0]])
    expect(attributesOwned(matrix, attributeOf)).toEqual([0])
    expect(attributesOwned(matrix, attributeOf, { threshold: 0.6 })).toEqual([0])
    expect(attributesOwned(matrix, attributeOf, { threshold: 0.61 })).toEqual([])
  })
})

describe('meanBestCorrelation', () => {
  it('agrees with numpy', () => {
    expect(meanBestCorrelation(golden)).toBeCloseTo(expected.meanBestCorrelation, 12)
  })

  it('is 1 for a perfect matrix, 0 by chance and without latents', () => {
    expect(meanBestCorrelation(perfect)).toBe(1)
    expect(meanBestCorrelation(chance)).toBe(0)
    expect(meanBestCorrelation(matrixFromRows([[], []]))).toBe(0)
  })
})

describe('every score of a correlation matrix', () => {
  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors, codes, permuted }) => {
        const [a, b] = [correlationMatrix(factors, codes), correlationMatrix(factors, permuted)]
        const own = Array.from({ length: factors.columns }, (_, feature) => feature)
        expect(activeLatents(b)).toHaveLength(activeLatents(a).length)
        expect(attributesOwned(b, own)).toEqual(attributesOwned(a, own))
        expect(meanBestCorrelation(b)).toBe(meanBestCorrelation(a))
        if (own.length > 1) expect(correlationContrast(b, own)).toBeCloseTo(correlationContrast(a, own), 12)
      }),
      seeded,
    )
  })

  it('refuses a malformed matrix', () => {
    const malformed = { rows: 2, columns: 2, data: new Float64Array(3) }
    for (const score of [activeLatents, meanBestCorrelation]) {
      expect(() => score(malformed)).toThrow('matrix: the data of a matrix [2, 2] must hold 4 numbers, got 3')
    }
    for (const score of [attributesOwned, correlationContrast]) {
      expect(() => score(malformed, [0, 1])).toThrow('must hold 4 numbers, got 3')
      expect(() => score(perfect, [0, 1])).toThrow('attributeOf: has 2 entries, expected one for each of 4 features')
    }
  })
})
