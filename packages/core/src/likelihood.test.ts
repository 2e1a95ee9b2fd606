import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createLikelihood } from './likelihood.js'

beforeAll(useCpuBackend)

const gaussian = (mean: 'linear' | 'sigmoid' | 'tanh' = 'linear', varianceFloor = 1e-6) =>
  createLikelihood({ likelihood: 'gaussian', mean, varianceFloor })
const bernoulli = createLikelihood({ likelihood: 'bernoulli', mean: 'linear', varianceFloor: 0 })

describe('the Gaussian likelihood', () => {
  it('is the closed form, summed over dimensions', () => {
    // mean 0, variance 1, x = 0: -1/2 log 2 pi = -0.918939; mean 1, variance 4, x = 3: -1/2 log 2 pi - log 2 - 1/2 = -2.112086
    const heads = tf.tensor2d([[0, 1, 0, Math.log(4)]])
    expectClose(gaussian('linear', 0).logProb(heads, tf.tensor2d([[0, 3]])), -0.918939 - 2.112086, 1e-6)
  })

  it('reaches 5.99 nats per dimension at most with a variance floor of 1e-6', () => {
    const heads = tf.tensor2d([[0.5, -100]])
    expect(
      gaussian()
        .logProb(heads, tf.tensor2d([[0.5]]))
        .dataSync()[0],
    ).toBeCloseTo(5.9888, 3)
  })

  it.each([
    ['linear', 0.7],
    ['sigmoid', 1 / (1 + Math.exp(-0.7))],
    ['tanh', Math.tanh(0.7)],
  ] as const)('puts the mean head through %s', (mean, expected) => {
    const { mean: found, logVar } = gaussian(mean, 0.5).parameters(tf.tensor2d([[0.7, -1]]))
    expectClose(found!, expected, 1e-6)
    expectClose(logVar!, Math.log(Math.exp(-1) + 0.5), 1e-6)
  })

  it('agrees with its own parameters', () => {
    const heads = tf.tensor2d([[0.3, -0.2, -1, 0.4]])
    const { mean, logVar } = gaussian('sigmoid').parameters(heads)
    const x = [0.9, 0.1]
    const byHand = x.reduce((sum, value, m) => {
      const spread = logVar!.dataSync()[m]!
      return sum - 0.5 * (Math.log(2 * Math.PI) + spread + (value - mean!.dataSync()[m]!) ** 2 / Math.exp(spread))
    }, 0)
    expectClose(gaussian('sigmoid').logProb(heads, tf.tensor2d([x])), byHand, 1e-6)
  })
})

describe('the Bernoulli likelihood', () => {
  it('is the closed form, summed over dimensions', () => {
    // probabilities 1/2 and 3/4, x = 1 and 0: log 1/2 + log 1/4
    expectClose(bernoulli.logProb(tf.tensor2d([[0, Math.log(3)]]), tf.tensor2d([[1, 0]])), Math.log(1 / 8), 1e-6)
    expectClose(bernoulli.parameters(tf.tensor2d([[0, Math.log(3)]])).mean!, [0.5, 0.75], 1e-6)
  })

  it('stays finite and exact at logits of a hundred', () => {
    expectClose(bernoulli.logProb(tf.tensor2d([[100, -100]]), tf.tensor2d([[1, 1]])), -100, 1e-6)
  })
})
