import {
  accumulateLogWeights,
  type CodeDistributions,
  createMatrix,
  fixedPrior,
  logDensity,
  logMixtureDensity,
  type Matrix,
  matrixFromRows,
} from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alpha, components, type LinearModel, models, noise } from '../test/golden/likelihoods.js'
import { seeded } from '../test/random.js'
import { mean } from './mean.js'

const priors = {
  gaussian: fixedPrior({ latentDim: 3 }),
  spikeAndSlab: fixedPrior({ latentDim: 3, alpha }),
  mixture: components,
}

/**
 * q(z|x) of every example as if each latent were alone: exact where the columns of W are orthogonal. The density of x with
 * the latent on, over that with it off, is s e^(mu^2 / (2 s^2)), which gives the odds of its spike. The variance is
 * multiplied by `widening`.
 */
function posterior({ weights, bias, x }: LinearModel, { alpha, widening = 1 }: { alpha?: number; widening?: number }) {
  const latents = x.map((example) =>
    [0, 1, 2].map((j) => {
      const column = weights.map((row) => row[j]!)
      const variance = 1 / (1 + column.reduce((sum, w) => sum + w * w, 0) / noise ** 2)
      const projection = column.reduce((sum, w, m) => sum + w * (example[m]! - bias[m]!), 0)
      const mu = (variance * projection) / noise ** 2
      const odds = ((alpha ?? 0.5) / (1 - (alpha ?? 0.5))) * Math.sqrt(variance) * Math.exp(mu ** 2 / (2 * variance))
      return { mu, logVar: Math.log(variance * widening), logGamma: -Math.log1p(1 / odds) }
    }),
  )
  const matrixOf = (key: 'mu' | 'logVar' | 'logGamma') =>
    matrixFromRows(latents.map((ofExample) => ofExample.map((latent) => latent[key])))
  const slab = { mu: matrixOf('mu'), logVar: matrixOf('logVar') }
  return alpha === undefined ? slab : { ...slab, logGamma: matrixOf('logGamma') }
}

/** Log weights [B, 1] of one more sample for every example, as often as asked for. */
function sampler(model: LinearModel, q: CodeDistributions, prior: CodeDistributions, seed: string) {
  const rng = createRng(seed)
  return () => {
    const data = q.mu.data.map((mu, k) =>
      q.logGamma === undefined || rng.uniform() < Math.exp(q.logGamma.data[k]!)
        ? mu + Math.exp(q.logVar.data[k]! / 2) * rng.normal()
        : 0,
    )
    const z = createMatrix({ ...q.mu, data })
    const [logPrior, logPosterior] = [logMixtureDensity(z, prior), logDensity(z, q)]
    const logWeights = model.x.map((x, n) => logLikelihood(model, x, z.data.subarray(3 * n, 3 * n + 3)))
    return matrixFromRows(logWeights.map((log, n) => [log + logPrior[n]! - logPosterior[n]!]))
  }
}

function logLikelihood({ weights, bias }: LinearModel, x: readonly number[], z: ArrayLike<number>): number {
  return x.reduce((sum, value, m) => {
    const error = value - bias[m]! - weights[m]!.reduce((dot, w, j) => dot + w * z[j]!, 0)
    return sum - Math.log(2 * Math.PI * noise ** 2) / 2 - error ** 2 / (2 * noise ** 2)
  }, 0)
}

type Four = [number, number, number, number]

/** The bound with L samples, mean over examples and over the groups of L that the samples fall into. */
function meanBound(samples: readonly Matrix[], count: number): number {
  const bounds: number[] = []
  for (let from = 0; from < samples.length; from += count) {
    const weights = accumulateLogWeights()
    for (const logWeights of samples.slice(from, from + count)) weights.add(logWeights)
    bounds.push(mean(weights.bound()))
  }
  return mean(bounds)
}

describe('the importance-weighted bound of a linear-Gaussian model', () => {
  it('is log p(x) itself, with a single sample, where q is the exact posterior', () => {
    const model = models.orthogonal
    for (const [name, q] of [
      ['gaussian', posterior(model, {})],
      ['spikeAndSlab', posterior(model, { alpha })],
    ] as const) {
      const weights = accumulateLogWeights()
      weights.add(sampler(model, q, priors[name], name)())
      weights.bound().forEach((bound, n) => {
        expect(bound).toBeCloseTo(model.logLikelihood[name][n]!, 9)
      })
    }
  })

  it.each(['gaussian', 'spikeAndSlab', 'mixture'] as const)('rises to log p(x) under the %s prior', (name) => {
    const model = models.oblique
    const q = posterior(model, name === 'gaussian' ? { widening: 1.5 } : { alpha: 0.5, widening: 1.5 })
    const draw = sampler(model, q, priors[name], name)
    const samples = Array.from({ length: 6000 }, () => draw())
    const [one, five, fifty, all] = [1, 5, 50, 6000].map((count) => meanBound(samples, count)) as Four
    const exact = mean(model.logLikelihood[name])
    expect(five).toBeGreaterThan(one + 0.05)
    expect(fifty).toBeGreaterThan(five + 0.01)
    expect(fifty).toBeLessThan(exact)
    expect(Math.abs(all - exact)).toBeLessThan(0.01)
  })
})

describe('accumulateLogWeights', () => {
  const weightsOf = (...pieces: (readonly (readonly number[])[])[]) => {
    const weights = accumulateLogWeights()
    for (const piece of pieces)
      weights.add({ rows: piece.length, columns: piece[0]!.length, data: Float64Array.from(piece.flat()) })
    return weights.bound()
  }

  it('is the logarithm of the mean weight, of the largest and the smallest weights there are', () => {
    const [ordinary, large, small] = weightsOf([
      [Math.log(1), Math.log(3)],
      [5000 + Math.log(1), 5000 + Math.log(3)],
      [-5000 + Math.log(1), -5000 + Math.log(3)],
    ])
    expect(ordinary).toBeCloseTo(Math.log(2), 12)
    expect(large).toBeCloseTo(5000 + Math.log(2), 9)
    expect(small).toBeCloseTo(-5000 + Math.log(2), 9)
  })

  it('counts weights of 0 among the samples', () => {
    const none = Number.NEGATIVE_INFINITY
    expect([
      ...weightsOf(
        [
          [none, 0],
          [none, none],
        ],
        [
          [none, none],
          [none, none],
        ],
      ),
    ]).toEqual([Math.log(1 / 4), none])
  })

  it('does not depend on how the samples are cut into pieces, nor on their order', () => {
    const logWeights = fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constant(0)), {
      minLength: 1,
    })
    fc.assert(
      fc.property(logWeights, fc.nat(), (samples, seed) => {
        const whole = weightsOf([0, 1].map((example) => samples.map((sample) => sample[example]!)))
        const order = [...createRng(seed).permutation(samples.length)]
        const pieces = order.map((sample) => [0, 1].map((example) => [samples[sample]![example]!]))
        weightsOf(...pieces).forEach((bound, example) => {
          expect(bound).toBeCloseTo(whole[example]!, 9)
        })
      }),
      seeded,
    )
  })

  it('refuses NaN, infinite weights, other examples and no samples, and keeps nothing of them', () => {
    const weights = accumulateLogWeights()
    expect(() => weights.bound()).toThrow('logWeights: none were added, expected one sample or more')
    expect(() => weights.add({ rows: 1, columns: 1, data: Float64Array.of(Number.NaN) })).toThrow(
      'logWeights: entry [0, 0] is NaN, expected a number or -Infinity',
    )
    weights.add(matrixFromRows([[1], [2]]))
    expect(() => weights.add(matrixFromRows([[1]]))).toThrow('logWeights: has 1 rows, expected 2')
    expect(() => weights.add({ rows: 2, columns: 1, data: Float64Array.of(0, Infinity) })).toThrow('[1, 0] is Infinity')
    expect(() => weights.add({ rows: 2, columns: 0, data: new Float64Array(0) })).toThrow('logWeights: has no columns')
    expect([...weights.bound()]).toEqual([1, 2])
  })
})
