import * as tf from '@tensorflow/tfjs'
import { createRng, type Rng } from '@vsc/random'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { anyDimension, type Dimension, drawDimension, spikeAndSlabOf } from '../test/spike-and-slab.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { fixedPrior, klPairs, klSpikeAndSlab } from './kl.js'

beforeAll(useCpuBackend)

const kl = (q: Dimension[], r: Dimension[]) =>
  tf.tidy(() => klSpikeAndSlab(spikeAndSlabOf([q]), spikeAndSlabOf([r])).dataSync()[0]!)

/** The guard inside log(1 - gamma) costs at most this much per dimension: 1e-6 log((1 + 1e-6) / 1e-6). */
const guardError = 1.4e-5

describe('klSpikeAndSlab', () => {
  it('agrees with a Monte Carlo estimate from a million draws', () => {
    const rng = createRng(5)
    for (let trial = 0; trial < 3; trial++) {
      const [q, r] = [0, 1].map(() => [0, 1].map(() => drawDimension(rng))) as [Dimension[], Dimension[]]
      const { mean, standardError } = monteCarloKl(q, r, { draws: 1e6, rng: rng.fork('draws', trial) })
      expect(standardError).toBeLessThan(0.01)
      expect(Math.abs(kl(q, r) - mean)).toBeLessThan(4.5 * standardError)
    }
  })

  it('is the KL divergence of two Gaussians where gamma is 1 in both', () => {
    // log 2 + (0.25 + 1) / 2 - 1/2
    const q = { mu: 1, logVar: 2 * Math.log(0.5), gamma: 1 }
    expect(kl([q], [{ mu: 0, logVar: 0, gamma: 1 }])).toBeCloseTo(Math.log(2) + 0.625 - 0.5, 5)
  })

  it('is positive where the form printed in the paper is negative: s = 2 s_r', () => {
    expect(kl([{ mu: 0, logVar: 2 * Math.log(2), gamma: 1 }], [{ mu: 0, logVar: 0, gamma: 1 }])).toBeCloseTo(
      -Math.log(2) + 2 - 0.5,
      5,
    )
  })

  it('is the KL divergence of two Bernoulli variables where the slabs are equal', () => {
    const byHand = 0.3 * Math.log(0.3 / 0.6) + 0.7 * Math.log(0.7 / 0.4)
    expect(kl([{ mu: 1, logVar: -1, gamma: 0.3 }], [{ mu: 1, logVar: -1, gamma: 0.6 }])).toBeCloseTo(byHand, 5)
  })

  it('is zero where both are equal', () => {
    fc.assert(
      fc.property(fc.array(anyDimension, { minLength: 1, maxLength: 5 }), (q) => {
        expect(Math.abs(kl(q, q))).toBeLessThan(1e-6 * q.length)
      }),
      { seed: 1 },
    )
  })

  it('is never negative, beyond what the guard allows', () => {
    const pair = fc.tuple(anyDimension, anyDimension)
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), (pairs) => {
        const value = kl(
          pairs.map(([q]) => q),
          pairs.map(([, r]) => r),
        )
        expect(value).toBeGreaterThan(-guardError * pairs.length)
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  it('takes the fixed prior, and sums over latents', () => {
    const alpha = 0.1
    const q = [
      { mu: 1, logVar: -1, gamma: 0.7 },
      { mu: 0, logVar: 0, gamma: 0.2 },
    ]
    const byHand = q.reduce((sum, { mu, logVar, gamma }) => {
      const slab = 0.5 * (Math.exp(logVar) + mu ** 2 - 1 - logVar)
      const spike = gamma * Math.log(gamma / alpha) + (1 - gamma) * Math.log((1 - gamma) / (1 - alpha))
      return sum + gamma * slab + spike
    }, 0)
    expectClose(klSpikeAndSlab(spikeAndSlabOf([q]), fixedPrior(alpha)), byHand, guardError)
  })
})

it.each([
  ['klSpikeAndSlab', klSpikeAndSlab],
  ['klPairs', klPairs],
])('%s has a gradient where variances are so small that their squares are 0 in float32', (_name, divergence) => {
  const slope = tf.tidy(() => {
    const q = spikeAndSlabOf([[{ mu: 0, logVar: -61, gamma: 0.5 }]])
    const r = spikeAndSlabOf([[{ mu: 0, logVar: -60, gamma: 0.5 }]])
    const ofLogVar = tf.grad((logVar: tf.Tensor) => tf.sum(divergence(q, { ...r, logVar: logVar as tf.Tensor2D })))
    return ofLogVar(r.logVar).dataSync()[0]!
  })
  // gamma / 2 (1 - s^2 / s_r^2)
  expect(slope).toBeCloseTo(0.25 * (1 - Math.exp(-1)), 4)
})

describe('klPairs', () => {
  const rows = (count: number) =>
    fc.array(fc.array(anyDimension, { minLength: 3, maxLength: 3 }), { minLength: count, maxLength: count })

  it.each([0, 1e-6])('is klSpikeAndSlab of every pair; variance offset %s', (varianceOffset) => {
    fc.assert(
      fc.property(rows(4), rows(2), (ofQ, ofR) => {
        tf.tidy(() => {
          const pairs = klPairs(spikeAndSlabOf(ofQ), spikeAndSlabOf(ofR), { varianceOffset })
          const oneByOne = ofQ.flatMap((q) =>
            ofR.map((r) => klSpikeAndSlab(spikeAndSlabOf([q]), spikeAndSlabOf([r]), { varianceOffset }).dataSync()[0]!),
          )
          expect(pairs.shape).toEqual([4, 2])
          // mu^2 / s_r^2 is up to 4^2 e^5 = 2,400 here, each rounded to 1e-7 of itself, in three latents
          oneByOne.forEach((value, i) => {
            expect(Math.abs(pairs.dataSync()[i]! - value)).toBeLessThan(3 * 2400 * 3e-7)
          })
        })
      }),
      { seed: 3, numRuns: 50 },
    )
  })
})

/** The mean over draws z ~ q of log q(z) - log r(z), densities taken with a point mass at 0, in double precision. */
function monteCarloKl(q: Dimension[], r: Dimension[], { draws, rng }: { draws: number; rng: Rng }) {
  const uniform = rng.fork('eta').fillUniform(new Float64Array(draws))
  const normal = rng.fork('eps').fillNormal(new Float64Array(draws))
  const sums = new Float64Array(draws)
  q.forEach((from, j) => {
    const to = r[j]!
    // each dimension reads the same draws from another place, so that they are as good as independent
    const shift = Math.floor((j * draws) / q.length)
    for (let i = 0; i < draws; i++) {
      const at = (i + shift) % draws
      if (uniform[at]! >= from.gamma) {
        sums[i]! += Math.log((1 - from.gamma) / (1 - to.gamma))
        continue
      }
      const eps = normal[at]!
      const z = from.mu + Math.exp(from.logVar / 2) * eps
      const distance = (z - to.mu) / Math.exp(to.logVar / 2)
      sums[i]! += Math.log(from.gamma / to.gamma) + 0.5 * (to.logVar - from.logVar + distance ** 2 - eps ** 2)
    }
  })
  const mean = sums.reduce((a, b) => a + b, 0) / draws
  const variance = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws
  return { mean, standardError: Math.sqrt(variance / draws) }
}
