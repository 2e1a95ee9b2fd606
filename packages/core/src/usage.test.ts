import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { spikeAndSlabOf } from '../test/spike-and-slab.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { excessUsage, posteriorUsage, priorUsage } from './usage.js'

beforeAll(useCpuBackend)

describe('the share of a batch in which each latent is on', () => {
  it('is counted by the pseudo-inputs that are selected', () => {
    const r = spikeAndSlabOf([
      [
        { mu: 0, logVar: 0, gamma: 1 },
        { mu: 0, logVar: 0, gamma: 0.2 },
      ],
      [
        { mu: 0, logVar: 0, gamma: 0.5 },
        { mu: 0, logVar: 0, gamma: 0.8 },
      ],
    ])
    const weights = tf.tensor2d([
      [1, 0],
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ])
    expectClose(priorUsage({ weights, r }), [(1 + 1 + 0.5 + 0.75) / 4, (0.2 + 0.2 + 0.8 + 0.5) / 4], 1e-6)
  })

  it('is counted by the codes', () => {
    const latent = (gamma: number) => ({ mu: 3, logVar: 1, gamma })
    const q = spikeAndSlabOf([
      [latent(1), latent(0.25)],
      [latent(1), latent(0.75)],
      [latent(0.1), latent(0.5)],
    ])
    expectClose(posteriorUsage(q), [2.1 / 3, 0.5], 1e-6)
  })
})

describe('excessUsage', () => {
  const bernoulliKl = (p: number, q: number) => p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q))
  const at = (...usage: number[]) => excessUsage(tf.tensor1d(usage), 0.3).dataSync()[0]!

  it('is nothing up to the limit, and KL(Bernoulli(usage) || Bernoulli(limit)) above it', () => {
    expect(at(0, 0.1, 0.3)).toBeCloseTo(0, 6)
    expect(at(0.1, 0.5, 0.9)).toBeCloseTo(bernoulliKl(0.5, 0.3) + bernoulliKl(0.9, 0.3), 3)
  })

  it('is finite for a latent that is always on, and pulls it down', () => {
    const { value, grad } = tf.valueAndGrad((usage) => excessUsage(usage as tf.Tensor1D, 0.3))(tf.tensor1d([1, 0.2]))
    expect(value.dataSync()[0]).toBeCloseTo(Math.log(1 / 0.3), 3)
    const [alwaysOn, rare] = grad.dataSync()
    expect(alwaysOn).toBeGreaterThan(1)
    expect(Number.isFinite(alwaysOn)).toBe(true)
    expect(rare).toBe(0)
  })
})
