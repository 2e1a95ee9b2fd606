import * as tf from '@tensorflow/tfjs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { logSumExp } from './log-sum-exp.js'

beforeAll(useCpuBackend)

describe('logSumExp', () => {
  it('is that of the last dimension, whatever the rank', () => {
    const x = [
      [0, Math.log(3)],
      [-1, -1],
    ]
    expectClose(logSumExp(tf.tensor2d(x)), [Math.log(4), Math.log(2) - 1], 1e-6)
    expect(logSumExp(tf.zeros([2, 3, 4])).shape).toEqual([2, 3])
  })

  it('neither overflows nor underflows', () => {
    const x = tf.tensor2d([
      [1000, 1000],
      [-1000, -1001],
      [-1e30, 5],
    ])
    expectClose(logSumExp(x), [1000 + Math.log(2), -1000 + Math.log1p(Math.exp(-1)), 5], 1e-6)
  })

  it('has the softmax as its gradient', () => {
    const anyRow = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(anyRow, (row) => {
        tf.tidy(() => {
          const gradient = tf.grad((x) => tf.sum(logSumExp(x)))(tf.tensor2d([row]))
          expectClose(gradient, tf.softmax(tf.tensor1d(row)).dataSync(), 1e-6)
        })
      }),
      { seed: 1 },
    )
  })
})
