import { matrixFromRows, meanSpikeProbability, selectColumns, spikeVariation } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { seeded } from '../test/random.js'

const gammas = matrixFromRows([
  [1, 0, 0.25],
  [1, 1, 0.75],
])

describe('meanSpikeProbability', () => {
  it('is the mean of each column, and their mean', () => {
    expect(meanSpikeProbability(gammas)).toEqual({ perLatent: Float64Array.of(1, 0.5, 0.5), mean: 2 / 3 })
  })

  it('agrees with numpy', () => {
    meanSpikeProbability(example.gammas).perLatent.forEach((gamma, j) => {
      expect(gamma).toBeCloseTo(expected.meanSpikeProbability[j]!, 12)
    })
  })
})

describe('spikeVariation', () => {
  it('is 0 for a spike that is always on and 0.5 for one that is fully on half the time', () => {
    expect(spikeVariation(gammas)).toEqual({ perLatent: Float64Array.of(0, 0.5, 0.25), mean: 0.25 })
  })

  it('agrees with numpy', () => {
    spikeVariation(example.gammas).perLatent.forEach((deviation, j) => {
      expect(deviation).toBeCloseTo(expected.spikeVariation[j]!, 12)
    })
  })

  it('permutes with the latents and lies between 0 and 0.5', () => {
    const row = fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(fc.array(row, { minLength: 2 }), (rows) => {
        const matrix = matrixFromRows(rows)
        const { perLatent, mean } = spikeVariation(matrix)
        expect([...spikeVariation(selectColumns(matrix, [1, 0])).perLatent]).toEqual([...perLatent].reverse())
        expect(Math.min(...perLatent)).toBeGreaterThanOrEqual(0)
        expect(Math.max(...perLatent)).toBeLessThanOrEqual(0.5 + 1e-12)
        expect(mean).toBeCloseTo((perLatent[0]! + perLatent[1]!) / 2, 12)
      }),
      seeded,
    )
  })

  it('is 0 in the mean where there are no latents', () => {
    expect(spikeVariation(matrixFromRows([[], []])).mean).toBe(0)
  })
})

describe.each([meanSpikeProbability, spikeVariation])('%o', (metric) => {
  it('refuses a single example and what are no probabilities', () => {
    expect(() => metric(matrixFromRows([[1]]))).toThrow('gammas: has 1 rows, expected at least 2')
    expect(() => metric(matrixFromRows([[1], [-0.1]]))).toThrow('gammas: entry [1, 0] is -0.1')
  })
})
