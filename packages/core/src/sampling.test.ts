import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { sampleHard, sampleSoft, warmUpSlab } from './sampling.js'

beforeAll(useCpuBackend)

const draws = 40_000
const gammas = [0, 0.05, 0.4, 0.9, 1]
const shape: [number, number] = [draws, gammas.length]

/** The same distribution for every row: gamma as above, slab N(3, 0.5^2), which is never 0. */
const q = (logGamma = gammas.map(Math.log)) => ({
  mu: tf.fill(shape, 3) as tf.Tensor2D,
  logVar: tf.fill(shape, 2 * Math.log(0.5)) as tf.Tensor2D,
  logGamma: tf.broadcastTo(tf.tensor2d([logGamma]), shape) as tf.Tensor2D,
})

function noiseOf(seed: number) {
  const rng = createRng(seed)
  return {
    eps: tf.tensor2d(rng.fork('eps').fillNormal(new Float32Array(draws * gammas.length)), shape),
    eta: tf.tensor2d(rng.fork('eta').fillUniform(new Float32Array(draws * gammas.length)), shape),
  }
}

describe('sampleHard', () => {
  it('spikes with probability gamma: always at 1, never at 0', () => {
    tf.tidy(() => {
      const frequency = tf.mean(tf.cast(tf.notEqual(sampleHard(q(), noiseOf(1)), 0), 'float32'), 0).dataSync()
      gammas.forEach((gamma, j) => {
        const standardError = Math.sqrt((gamma * (1 - gamma)) / draws)
        expect(Math.abs(frequency[j]! - gamma)).toBeLessThanOrEqual(4.5 * standardError)
      })
    })
  })

  it('counts the ends of eta in the right place', () => {
    const one = { mu: tf.tensor2d([[2, 2]]), logVar: tf.tensor2d([[0, 0]]), logGamma: tf.tensor2d([[0, -200]]) }
    const largest = 1 - 2 ** -24
    expectClose(sampleHard(one, { eps: tf.zeros([1, 2]), eta: tf.tensor2d([[0, largest]]) }), [2, 0], 0)
  })

  it('draws mu + s eps where it spikes', () => {
    tf.tidy(() => {
      const slab = tf.moments(tf.slice(sampleHard(q(), noiseOf(2)), [0, 4]), 0)
      expect(Math.abs(slab.mean.dataSync()[0]! - 3)).toBeLessThan((4.5 * 0.5) / Math.sqrt(draws))
      expect(Math.abs(slab.variance.dataSync()[0]! / 0.25 - 1)).toBeLessThan(4.5 * Math.sqrt(2 / draws))
    })
  })
})

describe('sampleSoft', () => {
  it('tends to the hard sample as the slope grows', () => {
    tf.tidy(() => {
      const noise = noiseOf(3)
      const gap = (slope: number) =>
        tf.mean(tf.abs(tf.sub(sampleSoft(q(), noise, tf.scalar(slope)), sampleHard(q(), noise)))).dataSync()[0]!
      // the mean of |T - step| is about 2 ln 2 / slope away from the ends of gamma, times 3 for the slab's mean
      const gaps = [50, 200, 1000, 10_000].map(gap)
      expect(gaps).toEqual([...gaps].sort((a, b) => b - a))
      expect(gaps.at(-1)).toBeLessThan((3 * 2 * Math.log(2)) / 10_000)
    })
  })

  it('leaks ln 2 / slope at gamma = 0', () => {
    tf.tidy(() => {
      const slab = { ...q(gammas.map(() => -200)), mu: tf.ones(shape) as tf.Tensor2D, logVar: tf.fill(shape, -100) }
      const mean = tf.mean(sampleSoft(slab as ReturnType<typeof q>, noiseOf(4), tf.scalar(50))).dataSync()[0]!
      // sigmoid(50 (eta - 1)) has variance of about (ln 2 - 1/2) / 50 = 0.0039, over 200,000 draws
      expect(Math.abs(mean - Math.log(2) / 50)).toBeLessThan(4.5 * Math.sqrt(0.0039 / (draws * gammas.length)))
    })
  })
})

describe('warmUpSlab', () => {
  const warmedUp = (lambda: number, form: 'variance' | 'log-variance') =>
    warmUpSlab(
      { mu: tf.tensor2d([[2]]), logVar: tf.tensor2d([[Math.log(0.25)]]), logGamma: tf.tensor2d([[-1]]) },
      tf.scalar(lambda),
      form,
    )

  it.each(['variance', 'log-variance'] as const)('goes from N(0, 1) to the slab itself: %s', (form) => {
    const start = warmedUp(0, form)
    expectClose(tf.concat([start.mu, start.logVar]), [0, 0], 1e-7)
    const end = warmedUp(1, form)
    expectClose(tf.concat([end.mu, end.logVar, end.logGamma]), [2, Math.log(0.25), -1], 1e-6)
  })

  it('interpolates the variance or its logarithm', () => {
    const { mu, logVar } = warmedUp(0.4, 'variance')
    expectClose(tf.concat([mu, tf.exp(logVar)]), [0.8, 0.4 * 0.25 + 0.6], 1e-6)
    expectClose(warmedUp(0.4, 'log-variance').logVar, 0.4 * Math.log(0.25), 1e-6)
  })

  it('passes a finite gradient to a variance that underflows', () => {
    const scale = (logVar: tf.Tensor) => {
      const slab = { mu: tf.tensor2d([[2]]), logVar: logVar as tf.Tensor2D, logGamma: tf.tensor2d([[0]]) }
      return tf.sum<tf.Scalar>(tf.exp(tf.mul(warmUpSlab(slab, tf.scalar(1), 'variance').logVar, 0.5)))
    }
    expectClose(tf.grad(scale)(tf.tensor2d([[-200]])), [0], 1e-6)
  })
})
