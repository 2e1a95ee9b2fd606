import {
  activeLatents,
  attributesOwned,
  chanceCorrelation,
  correlationContrast,
  correlationMatrix,
  meanBestCorrelation,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { bitMatrix, normalMatrix, product } from '../test/random.js'

const largest = (data: Float64Array) => data.reduce((most, r) => Math.max(most, Math.abs(r)), 0)

describe('chanceCorrelation', () => {
  it('is passed in less than a twentieth of matrices of normal numbers, however few the examples', () => {
    for (const examples of [3, 5, 10, 30, 100]) {
      const limit = chanceCorrelation({ examples, features: 3, latents: 4 })
      const draws = Array.from({ length: 1000 }, (_, k) =>
        largest(
          signedCorrelationMatrix(normalMatrix(examples, 3, `a${k}`), normalMatrix(examples, 4, `b${k}`), {
            threshold: 0,
          }).data,
        ),
      )
      const passed = draws.filter((r) => r > limit).length
      expect(passed).toBeLessThanOrEqual(50)
      expect(draws.filter((r) => r > 0.85 * limit).length).toBeGreaterThan(0) // nor is it far above what chance does
    }
  })

  it('agrees with its closed form for four examples, where r is uniform, and for many', () => {
    expect(chanceCorrelation({ examples: 4, features: 1, latents: 1 })).toBeCloseTo(Math.sqrt(0.95), 12)
    const many = chanceCorrelation({ examples: 1e6, features: 18, latents: 40 })
    expect(many / Math.sqrt((2 * Math.log(20 * 18 * 40)) / 1e6)).toBeCloseTo(1, 4)
    expect(chanceCorrelation({ examples: 2, features: 18, latents: 40 })).toBe(1)
  })

  it('leaves the threshold of the paper as it is from 4,000 examples on', () => {
    expect(chanceCorrelation({ examples: 4000, features: 18, latents: 40 })).toBeLessThan(0.07)
  })

  it('refuses what is no number of examples', () => {
    expect(() => chanceCorrelation({ examples: 1.5, features: 1, latents: 1 })).toThrow('examples is 1.5')
  })
})

describe('noise', () => {
  const attributeOf = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]

  it('is not active, owns nothing and scores 0 at any number of examples, by either matrix', () => {
    for (const n of [20, 200, 500, 1000, 2000, 4000]) {
      const bits = bitMatrix(n, 18, `s${n}`)
      const sources = product(bits, normalMatrix(n, 18, `v${n}`))
      const dense = normalMatrix(n, 40, `z${n}`)
      for (const codes of [dense, product(dense, bitMatrix(n, 40, `on${n}`))]) {
        for (const matrix of [correlationMatrix(sources, codes), signedCorrelationMatrix(sources, codes)]) {
          expect(activeLatents(matrix)).toEqual([])
          expect(attributesOwned(matrix, attributeOf)).toEqual([])
          expect(correlationContrast(matrix, attributeOf)).toBe(0)
          expect(meanBestCorrelation(matrix)).toBe(0)
        }
      }
    }
  })
})
