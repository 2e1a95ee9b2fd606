import { fixedPrior, logDensity, logMixtureDensity, type Matrix, matrixFromRows, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alpha, codes, components, expectedLogDensity } from '../test/golden/likelihoods.js'
import { normalMatrix, seeded } from '../test/random.js'
import { selectRows } from './matrix.js'

const { mu, logVar, logGamma } = components
const gaussians = { mu, logVar }
const latents = { latentDim: codes.columns }

/** The distribution of one row, for each of eight codes. */
const repeated = (matrix: Matrix, row: number) =>
  selectRows(
    matrix,
    Array.from({ length: codes.rows }, () => row),
  )

function expectAll(actual: Float64Array, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, n) => {
    expect(actual[n]).toBeCloseTo(value, 12)
  })
}

describe('logDensity', () => {
  it.each([0, 1])('agrees with scipy for distribution %i, Gaussian and with spikes', (k) => {
    const slab = { mu: repeated(mu, k), logVar: repeated(logVar, k) }
    const column = (rows: readonly number[][]) => rows.map((row) => row[k]!)
    expectAll(logDensity(codes, slab), column(expectedLogDensity.gaussian))
    const spikes = { ...slab, logGamma: repeated(logGamma, k) }
    expectAll(logDensity(codes, spikes), column(expectedLogDensity.spikeAndSlab))
  })

  it('keeps its accuracy where gamma is all but 0 or 1', () => {
    const zero = matrixFromRows([[0]])
    const ofZero = (log: number) => logDensity(zero, { mu: zero, logVar: zero, logGamma: matrixFromRows([[log]]) })[0]!
    expect(ofZero(-1e-12)).toBeCloseTo(Math.log(1e-12), 9)
    expect(ofZero(-40)).toBe(-Math.exp(-40))
    expect(ofZero(0)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [z, m, v] = ['z', 'mu', 'logVar'].map((name) => normalMatrix(4, 5, `${seed}/${name}`)) as [
          Matrix,
          Matrix,
          Matrix,
        ]
        const log = { ...m, data: Float64Array.from(v.data, (x) => -Math.abs(x) - 0.01) }
        const order = createRng(seed).permutation(5)
        const [zOther, mOther, vOther, logOther] = [z, m, v, log].map((x) => selectColumns(x, order)) as [
          Matrix,
          Matrix,
          Matrix,
          Matrix,
        ]
        const expected = logDensity(z, { mu: m, logVar: v, logGamma: log })
        expectAll(logDensity(zOther, { mu: mOther, logVar: vOther, logGamma: logOther }), [...expected])
      }),
      seeded,
    )
  })

  it('refuses other shapes, probabilities above 1 and NaN', () => {
    expect(() => logDensity(codes, gaussians)).toThrow(
      'mu: has 2 rows but codes has 8, expected one distribution for each',
    )
    const one = selectRows(codes, [0, 1])
    expect(() => logDensity(one, { mu, logVar: selectColumns(logVar, [0]) })).toThrow(
      'logVar: is [2, 1], expected [2, 3]',
    )
    expect(() => logDensity(one, { ...components, logGamma: selectRows(logGamma, [0]) })).toThrow(
      'logGamma: is [1, 3], expected [2, 3] for the rows of mu and the columns of codes',
    )
    const above = { ...logGamma, data: logGamma.data.map(() => 0.1) }
    expect(() => logDensity(one, { ...components, logGamma: above })).toThrow(
      'logGamma: entry [0, 0] is 0.1, expected the logarithm of a probability, 0 or less',
    )
    const withNaN = { ...one, data: one.data.map(() => Number.NaN) }
    expect(() => logDensity(withNaN, components)).toThrow('codes: entry [0, 0] is NaN')
  })
})

describe('logMixtureDensity', () => {
  it('agrees with scipy, Gaussian and with spikes', () => {
    expectAll(logMixtureDensity(codes, gaussians), expectedLogDensity.gaussianMixture)
    expectAll(logMixtureDensity(codes, components), expectedLogDensity.spikeAndSlabMixture)
  })

  it('is the density itself of components that are all the same', () => {
    const same = { mu: repeated(mu, 1), logVar: repeated(logVar, 1), logGamma: repeated(logGamma, 1) }
    expectAll(logMixtureDensity(codes, same), [...logDensity(codes, same)])
  })

  it('counts a component that allows no 0 as 0, and is -Infinity where none does', () => {
    const [zero, zeros] = [matrixFromRows([[0]]), matrixFromRows([[0], [0]])]
    const spikes = (...logs: number[]) => ({ mu: zeros, logVar: zeros, logGamma: matrixFromRows(logs.map((l) => [l])) })
    expect(logMixtureDensity(zero, spikes(0, Math.log(0.5)))[0]).toBeCloseTo(Math.log(0.25), 12)
    expect(logMixtureDensity(zero, spikes(0, 0))[0]).toBe(Number.NEGATIVE_INFINITY)
  })

  it('does not underflow far from every component', () => {
    const far = { ...codes, data: codes.data.map(() => 1e3) }
    expect([...logMixtureDensity(far, gaussians)].every((log) => log < -1e5 && Number.isFinite(log))).toBe(true)
  })

  it('refuses a mixture of nothing', () => {
    const none = { rows: 0, columns: 3, data: new Float64Array(0) }
    expect(() => logMixtureDensity(codes, { mu: none, logVar: none })).toThrow('mu: has no rows')
  })
})

describe('fixedPrior', () => {
  it('agrees with scipy, without and with spikes', () => {
    expectAll(logMixtureDensity(codes, fixedPrior(latents)), expectedLogDensity.standardNormal)
    expectAll(logMixtureDensity(codes, fixedPrior({ ...latents, alpha })), expectedLogDensity.fixedPrior)
  })

  it('refuses an alpha that is no probability, and no latents', () => {
    for (const wrong of [0, 1, Number.NaN]) {
      expect(() => fixedPrior({ ...latents, alpha: wrong })).toThrow(
        `alpha is ${wrong}, expected a probability between`,
      )
    }
    expect(() => fixedPrior({ latentDim: 0 })).toThrow('latentDim is 0')
  })
})
