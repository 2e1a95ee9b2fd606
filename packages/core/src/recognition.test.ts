import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { type RecognitionOptions, spikeAndSlab } from './recognition.js'

beforeAll(useCpuBackend)

const plain: RecognitionOptions = { spikeActivation: 'rectified', spikeGradientLeak: 0, logVarBounds: null }

/** Heads of one example with J = 3, of which only v is looked at. */
const headsOf = (v: number[]) => tf.tensor2d([[0, 0, 0, 0, 0, 0, ...v]])

const gradientOfLogGamma = (v: number[], spikeGradientLeak: number) =>
  tf
    .grad((heads) => tf.sum(spikeAndSlab(heads as tf.Tensor2D, { ...plain, spikeGradientLeak }).logGamma))(headsOf(v))
    .slice([0, 6])

describe('spikeAndSlab', () => {
  it('takes mu, log variance and v from the heads, in this order', () => {
    const { mu, logVar, logGamma } = spikeAndSlab(tf.tensor2d([[1, 2, 3, 4, -5, -6]]), plain)
    expectClose(mu, [1, 2], 0)
    expectClose(logVar, [3, 4], 0)
    expectClose(logGamma, [-5, -6], 0)
  })

  it('has gamma = 1 and no gradient where v >= 0', () => {
    expectClose(spikeAndSlab(headsOf([-2, 0, 3]), plain).logGamma, [-2, 0, 0], 0)
    expectClose(gradientOfLogGamma([-2, 0, 3], 0), [1, 0, 0], 0)
  })

  it('lets a leak through backward without changing the value', () => {
    expectClose(spikeAndSlab(headsOf([-2, 0, 3]), { ...plain, spikeGradientLeak: 0.2 }).logGamma, [-2, 0, 0], 0)
    expectClose(gradientOfLogGamma([-2, 0, 3], 0.2), [1, 0.2, 0.2], 1e-7)
  })

  it('sigmoid: has log gamma = log sigmoid(v) and its gradient 1 - gamma, in the tails too', () => {
    const sigmoid = { ...plain, spikeActivation: 'sigmoid' } as const
    const logSigmoid = (v: number) => -Math.log1p(Math.exp(-v))
    const v = [-30, 0.5, 20]
    expectClose(spikeAndSlab(headsOf(v), sigmoid).logGamma, v.map(logSigmoid), 2e-6)
    const gradient = tf.grad((heads) => tf.sum(spikeAndSlab(heads as tf.Tensor2D, sigmoid).logGamma))(headsOf(v))
    expectClose(gradient.slice([0, 6]), [1, 1 / (1 + Math.exp(0.5)), Math.exp(-20)], 1e-6)
  })

  it('keeps the log variance within its bounds', () => {
    const heads = tf.tensor2d([[0, 0, 0, -20, 1, 20, 0, 0, 0]])
    expectClose(spikeAndSlab(heads, { ...plain, logVarBounds: [-12, 6] }).logVar, [-12, 1, 6], 0)
    expect(spikeAndSlab(heads, plain).logVar.dataSync()[2]).toBe(20)
  })
})
