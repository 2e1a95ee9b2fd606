import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { toTensors } from '../test/to-tensors.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { dense, initDense, xavierLimit } from './dense.js'
import { createNetwork } from './network.js'

beforeAll(useCpuBackend)

describe('initDense', () => {
  it('draws kernels from U(-limit, limit) with the limit of one head, whatever the number of heads', () => {
    const { 'a/kernel': kernel } = initDense(createRng(1), 'a', { inputs: 300, outputs: 50, heads: 3 })
    const limit = xavierLimit(300, 50)
    expect(limit).toBeCloseTo(Math.sqrt(6 / 350), 12)
    expect(kernel!.shape).toEqual([300, 150])
    const squares = kernel!.data.reduce((sum, w) => sum + w * w, 0) / kernel!.data.length
    expect(Math.max(...kernel!.data.map(Math.abs))).toBeLessThanOrEqual(limit)
    // 45,000 squares of U(-l, l): mean l^2 / 3, standard deviation 0.30 l^2, so 0.0042 of the mean
    expect(Math.abs(squares / (limit ** 2 / 3) - 1)).toBeLessThan(5 * 0.0042)
  })

  it('starts every bias at 0, or at the value given for its head', () => {
    const init = (biases?: number[]) =>
      initDense(createRng(1), 'a', { inputs: 2, outputs: 2, heads: 3, ...(biases && { biases }) })
    expect([...init()['a/bias']!.data]).toEqual([0, 0, 0, 0, 0, 0])
    expect([...init([0, 0, -1])['a/bias']!.data]).toEqual([0, 0, 0, 0, -1, -1])
  })

  it('gives a name the same parameters whatever was drawn before', () => {
    const rng = createRng(1)
    initDense(rng, 'first', { inputs: 4, outputs: 3 })
    expect(initDense(rng, 'a', { inputs: 4, outputs: 3 })).toEqual(
      initDense(createRng(1), 'a', { inputs: 4, outputs: 3 }),
    )
  })
})

describe('dense', () => {
  it('is x W + b', () => {
    const p = {
      'a/kernel': tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      'a/bias': tf.tensor1d([10, 20]),
    }
    expectClose(dense(p, 'a', tf.tensor2d([[1, -1]])), [8, 18], 0)
  })

  it('says which parameter is missing', () => {
    expect(() => dense({ other: tf.scalar(0) }, 'a', tf.zeros([1, 1]))).toThrow(
      'a tensor named "a/kernel" is needed, but the ones given are: other',
    )
  })
})

describe('createNetwork', () => {
  it('is dense, ReLU, then the heads side by side', () => {
    const network = createNetwork('n', { inputs: 3, hidden: 5, outputs: 2, heads: 2 })
    const p = toTensors(network.init(createRng(3)))
    expect(Object.keys(p)).toEqual(['n/hidden/kernel', 'n/hidden/bias', 'n/heads/kernel', 'n/heads/bias'])
    const x = tf.tensor2d([
      [0.5, -1, 2],
      [1, 1, -1],
    ])
    const hidden = tf.relu(tf.matMul<tf.Tensor2D>(x, p['n/hidden/kernel']!))
    const kernels = tf.split(p['n/heads/kernel']!, 2, 1)
    const [first, second] = tf.split(network.apply(p, x), 2, 1)
    expectClose(first!, [...tf.matMul(hidden, kernels[0]!).dataSync()], 1e-6)
    expectClose(second!, [...tf.matMul(hidden, kernels[1]!).dataSync()], 1e-6)
  })
})
