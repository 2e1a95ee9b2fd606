import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { type DenseShape, dense, denseParameters } from './dense.js'
import { initParameters } from './parameters.js'
import { xavierLimit } from './xavier.js'

beforeAll(useCpuBackend)

const init = (seed: number, name: string, shape: DenseShape) =>
  initParameters(denseParameters(name, shape), { rng: createRng(seed) })

describe('denseParameters', () => {
  it('draws kernels from U(-limit, limit) with the limit of one head, whatever the number of heads', () => {
    const { 'a/kernel': kernel } = init(1, 'a', { inputs: 300, outputs: 50, heads: 3 })
    const limit = xavierLimit(300, 50)
    expect(limit).toBeCloseTo(Math.sqrt(6 / 350), 12)
    expect(kernel!.shape).toEqual([300, 150])
    const squares = kernel!.data.reduce((sum, w) => sum + w * w, 0) / kernel!.data.length
    expect(Math.max(...kernel!.data.map(Math.abs))).toBeLessThanOrEqual(limit)
    // 45,000 squares of U(-l, l): mean l^2 / 3, standard deviation 0.30 l^2, so 0.0042 of the mean
    expect(Math.abs(squares / (limit ** 2 / 3) - 1)).toBeLessThan(5 * 0.0042)
  })

  it('starts every bias at 0, or at the value given for its head', () => {
    const biasOf = (biases?: number[]) => [
      ...init(1, 'a', { inputs: 2, outputs: 2, heads: 3, ...(biases && { biases }) })['a/bias']!.data,
    ]
    expect(biasOf()).toEqual([0, 0, 0, 0, 0, 0])
    expect(biasOf([0, 0, -1])).toEqual([0, 0, 0, 0, -1, -1])
  })

  it('gives a name the same parameters whatever was drawn before', () => {
    const shape = { inputs: 4, outputs: 3 }
    const both = initParameters(
      { ...denseParameters('first', shape), ...denseParameters('a', shape) },
      { rng: createRng(1) },
    )
    expect(both).toMatchObject(init(1, 'a', shape))
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
