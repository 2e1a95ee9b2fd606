import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { boundSpikes, pseudoInputParameter } from './pseudo-inputs.js'
import { xavierLimit } from './xavier.js'

beforeAll(useCpuBackend)

describe('pseudoInputParameter', () => {
  const rng = createRng(1)
  const shape = { pseudoInputCount: 3, dataDim: 4 }

  it('draws from Xavier’s uniform distribution', () => {
    const parameter = pseudoInputParameter({ ...shape, pseudoInputInit: 'xavier' })
    const data = parameter.init(rng)
    expect(parameter.shape).toEqual([3, 4])
    expect(data).toHaveLength(12)
    expect(Math.max(...data.map(Math.abs))).toBeLessThanOrEqual(xavierLimit(3, 4))
  })

  it('takes different examples, whole', () => {
    const examples = Float32Array.from({ length: 5 * 4 }, (_, i) => i)
    const data = pseudoInputParameter({ ...shape, pseudoInputInit: 'examples' }).init(rng, examples)
    const rows = [0, 1, 2].map((k) => [...data.subarray(4 * k, 4 * k + 4)])
    expect(new Set(rows.map((row) => row[0])).size).toBe(3)
    for (const [first, ...rest] of rows) {
      expect(first! % 4).toBe(0)
      expect(rest).toEqual([first! + 1, first! + 2, first! + 3])
    }
  })

  it.each([
    ['none', undefined],
    ['too few', new Float32Array(8)],
    ['a broken last row', new Float32Array(21)],
  ])('refuses %s', (_, examples) => {
    const init = () => pseudoInputParameter({ ...shape, pseudoInputInit: 'examples' }).init(rng, examples)
    expect(init).toThrow(expect.objectContaining({ code: 'INVALID_EXAMPLES' }))
    expect(init).toThrow('needs at least K = 3 examples of M = 4 numbers each')
  })
})

describe('boundSpikes', () => {
  const gammas = [1e-30, 0.003, 0.5, 1]
  const gammaAfter = (form: 'plain' | 'squash' | 'clamp') => {
    const logGamma = tf.tensor2d([gammas.map(Math.log)])
    return tf.exp(boundSpikes({ mu: tf.zeros([1, 4]), logVar: tf.zeros([1, 4]), logGamma }, form).logGamma)
  }

  it('leaves them, squashes them through sigmoid(10 (gamma - 1/2)), or cuts them', () => {
    expectClose(gammaAfter('plain'), gammas, 1e-6)
    expectClose(
      gammaAfter('squash'),
      gammas.map((gamma) => 1 / (1 + Math.exp(-10 * (gamma - 0.5)))),
      1e-6,
    )
    expectClose(gammaAfter('clamp'), [0.005, 0.005, 0.5, 0.995], 1e-6)
  })
})
