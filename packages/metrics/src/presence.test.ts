import { createMatrix, matrixFromRows, presence, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { bitMatrix, normalMatrix, permutedCodes, product, seeded } from '../test/random.js'

const present = bitMatrix(4000, 2, 'present')

describe('presence', () => {
  it('agrees with scikit-learn', () => {
    const { perAttribute, ...means } = presence(example.present, example.codes)
    perAttribute.forEach((found, a) => {
      const golden = expected.presence.perAttribute[a]!
      expect(found.latent).toBe(golden.latent)
      expect(found.accuracy).toBeCloseTo(golden.accuracy, 12)
      expect(found.mutualInformation).toBeCloseTo(golden.mutualInformation, 12)
      expect(found.normalisedMutualInformation).toBeCloseTo(golden.normalisedMutualInformation, 12)
    })
    expect(means.accuracy).toBeCloseTo(expected.presence.accuracy, 12)
  })

  it('is 1 for a code that gives it by its sign, inverted or not', () => {
    const signs = createMatrix({
      ...present,
      data: Float64Array.from(present.data, (s, k) => (k % 2 ? 1 : -1) * (2 * s - 1)),
    })
    const found = presence(present, selectColumns(signs, [1, 0]))
    expect(found.perAttribute.map(({ latent }) => latent)).toEqual([1, 0])
    expect(found.accuracy).toBe(1)
    expect(found.normalisedMutualInformation).toBeCloseTo(1, 12)
    expect(found.mutualInformation).toBeCloseTo(Math.LN2, 3)
  })

  it('is about 0.75 for values of either sign where it is present, by one threshold', () => {
    const found = presence(present, product(present, normalMatrix(4000, 2, 'values')))
    expect(found.accuracy).toBeGreaterThan(0.73)
    expect(found.accuracy).toBeLessThan(0.77)
    expect(found.normalisedMutualInformation).toBeGreaterThan(0.4)
  })

  it('is 0.5 by chance, whatever share is present and however many latents there are to choose from', () => {
    const codes = normalMatrix(4000, 100, 'codes')
    const rare = createMatrix({ ...present, data: present.data.map((s, k) => (k % 11 === 0 ? s : 0)) })
    for (const bits of [present, rare]) {
      expect(Math.abs(presence(bits, codes).accuracy - 0.5)).toBeLessThan(0.04)
      expect(presence(bits, codes).mutualInformation).toBeLessThan(0.02)
    }
  })

  it('is 0.5 and tells nothing where an attribute, or the code, is constant', () => {
    const always = createMatrix({ ...present, data: new Uint8Array(8000).fill(1) })
    const nothing = { latent: 0, accuracy: 0.5, mutualInformation: 0, normalisedMutualInformation: 0 }
    expect(presence(always, normalMatrix(4000, 3, 'codes')).perAttribute).toEqual([nothing, nothing])
    const constant = createMatrix({ rows: 4000, columns: 1, data: new Float32Array(4000).fill(0.1) })
    expect(presence(present, constant).perAttribute).toEqual([nothing, nothing])
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ codes, order, permuted }) => {
        const bits = bitMatrix(codes.rows, 2, 'bits')
        const [a, b] = [presence(bits, codes), presence(bits, permuted)]
        if (a.perAttribute.every(({ latent }, k) => order[b.perAttribute[k]!.latent] === latent)) {
          expect(b.accuracy).toBe(a.accuracy)
          expect(b.mutualInformation).toBe(a.mutualInformation)
        }
      }),
      seeded,
    )
  })

  it('refuses what are no bits, three examples, and no latents', () => {
    const codes = matrixFromRows([[1], [2], [3], [4]])
    expect(() => presence(codes, codes)).toThrow('present: entry [1, 0] is 2, expected 0 or 1')
    expect(() => presence(matrixFromRows([[1], [0], [1]]), codes)).toThrow('present: has 3 rows, expected at least 4')
    const bits = matrixFromRows([[1], [0], [1], [0]])
    expect(() => presence(bits, selectColumns(codes, []))).toThrow('codes: has no columns')
    expect(() => presence(selectColumns(bits, []), codes)).toThrow('present: has no columns')
  })
})
