import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { drawGaussians, drawSamples, logDensity, logDensityGiven, matrix, toGaussian } from '../test/plain-gaussian.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import {
  klPairsPerLatent,
  klPerLatent,
  klToStandardNormal,
  logDensityOfSample,
  logDensityPairs,
  logDensityPairsPerLatent,
  logStandardNormal,
  sampleGaussian,
} from './gaussian.js'

beforeAll(useCpuBackend)

describe('klToStandardNormal', () => {
  it('agrees with a Monte Carlo estimate from 200,000 draws', () => {
    const [mu, logVar, draws] = [0.7, -0.9, 200_000]
    const rng = createRng(1)
    let [total, squares] = [0, 0]
    for (let n = 0; n < draws; n++) {
      const z = mu + Math.exp(logVar / 2) * rng.normal()
      const difference = logDensity(z, mu, logVar) - logDensity(z, 0, 0)
      total += difference
      squares += difference ** 2
    }
    const mean = total / draws
    const standardError = Math.sqrt((squares / draws - mean ** 2) / draws)
    const found = klToStandardNormal({ mu: tf.tensor2d([[mu]]), logVar: tf.tensor2d([[logVar]]) }).dataSync()[0]!
    expect(Math.abs(found - mean)).toBeLessThan(4.5 * standardError)
    expect(standardError).toBeLessThan(0.005)
  })

  it('sums the closed form over latents, and is 0 for the standard normal itself', () => {
    const q = {
      mu: tf.tensor2d([
        [0, 0],
        [1, -2],
      ]),
      logVar: tf.tensor2d([
        [0, 0],
        [Math.log(4), -1],
      ]),
    }
    const byHand = [0.5 * (1 + 4 - 1 - Math.log(4)), 0.5 * (4 + Math.exp(-1) - 1 + 1)]
    expectClose(klPerLatent(q), [0, 0, ...byHand], 1e-6)
    expectClose(klToStandardNormal(q), [0, byHand[0]! + byHand[1]!], 1e-6)
  })
})

describe('klPairsPerLatent', () => {
  it('is the closed form of each latent under each of the others', () => {
    const [q, r] = [drawGaussians(3, 2, 5), drawGaussians(4, 2, 6)]
    const byHand = q.mu.map((row, i) =>
      r.mu.map((_, k) =>
        row.map((mu, j) => {
          const [ofQ, ofR] = [q.logVar[i]![j]!, r.logVar[k]![j]!]
          return 0.5 * (ofR - ofQ + (Math.exp(ofQ) + (mu - r.mu[k]![j]!) ** 2) / Math.exp(ofR) - 1)
        }),
      ),
    )
    expectClose(klPairsPerLatent(toGaussian(q), toGaussian(r)), byHand.flat(), 1e-5)
  })

  it('has a gradient where variances are so small that their squares are 0 in float32', () => {
    const at = (logVar: number) => ({ mu: tf.zeros<tf.Rank.R2>([1, 1]), logVar: tf.fill<tf.Rank.R2>([1, 1], logVar) })
    const [q, r] = [at(-61), at(-60)]
    const slope = tf.grad((logVar) => tf.sum(klPairsPerLatent(q, { ...r, logVar: logVar as tf.Tensor2D })))(r.logVar)
    expectClose(slope, [0.5 * (1 - Math.exp(-1))], 1e-4)
  })

  it('under the standard normal is klPerLatent', () => {
    const q = toGaussian(drawGaussians(3, 2, 5))
    const standard = { mu: tf.zeros<tf.Rank.R2>([1, 2]), logVar: tf.zeros<tf.Rank.R2>([1, 2]) }
    expectClose(klPairsPerLatent(q, standard), [...klPerLatent(q).dataSync()], 1e-6)
  })
})

describe('log densities', () => {
  const q = drawGaussians(4, 3, 1)
  const z = drawSamples(q, 2)

  it('of the standard normal', () => {
    const expected = z.map((row) => row.reduce((total, value) => total + logDensity(value, 0, 0), 0))
    expectClose(logStandardNormal(matrix(z)), expected, 1e-6)
  })

  it('of a sample, from the noise it was made of', () => {
    const eps = matrix(
      drawSamples({ mu: q.mu.map((row) => row.map(() => 0)), logVar: q.mu.map((row) => row.map(() => 0)) }, 3),
    )
    const rows = sampleGaussian(toGaussian(q), eps).arraySync()
    expectClose(
      logDensityOfSample(toGaussian(q), eps),
      rows.map((row, i) => logDensityGiven(q, i, row)),
      1e-6,
    )
  })

  it('of every pair, all latents at once and one by one', () => {
    const r = drawGaussians(5, 3, 4)
    const pairs = z.map((row) => r.mu.map((_, k) => logDensityGiven(r, k, row)))
    expectClose(logDensityPairs(matrix(z), toGaussian(r)), pairs, 1e-6)
    const perLatent = [0, 1, 2].map((j) =>
      z.map((row) => r.mu.map((mu, k) => logDensity(row[j]!, mu[j]!, r.logVar[k]![j]!))),
    )
    expectClose(logDensityPairsPerLatent(matrix(z), toGaussian(r)), perLatent, 1e-6)
  })
})
