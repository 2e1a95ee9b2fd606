import type { Tensor2D } from '@tensorflow/tfjs'
import * as tf from '@tensorflow/tfjs'
import { createEngine, type Engine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { falling } from '../test/falling.js'
import { tinyData, tinyRun } from '../test/tiny-run.js'
import { createValidator } from './validation.js'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

describe('a validator', () => {
  const { model, data: training } = tinyRun()
  const data = tinyData('others', 23)
  const parameters = model.init({ rng: createRng(3), examples: training.read([...Array(60).keys()]) })
  const evaluateBy = async (batchSize: number, times = 1) => {
    const validator = await createValidator({ model, engine, parameters, data, batchSize, seed: 5 })
    const found = []
    for (let i = 0; i < times; i++) found.push(await validator.evaluate(parameters))
    await validator.dispose()
    return found
  }

  /** The same op by op in TensorFlow.js, all examples at once, and the mean taken in double precision. */
  function independently() {
    const noise = Object.fromEntries(
      Object.entries(model.noise).map(([name, { distribution, shape }]) => {
        const numbers = new Float32Array(23 * shape.reduce((size, n) => size * n, 1))
        const rng = createRng(5).fork('validation').fork(name)
        const drawn = distribution === 'normal' ? rng.fillNormal(numbers) : rng.fillUniform(numbers)
        return [name, tf.tensor(drawn, [23, ...shape])]
      }),
    )
    const p = Object.fromEntries(
      Object.entries(parameters).map(([name, { data, shape }]) => [name, tf.tensor(data.slice(), [...shape])]),
    )
    const x = tf.tensor(data.read([...Array(23).keys()]), [23, 12]) as Tensor2D
    const terms = model.evaluate(p, x, noise)
    return Object.fromEntries(
      Object.entries(terms).map(([name, term]) => [name, [...term.dataSync()].reduce((sum, n) => sum + n, 0) / 23]),
    )
  }

  it.each([1, 10, 23, 500])('gives the means of the terms with hard spikes, in batches of %i', async (batchSize) => {
    const [found] = await evaluateBy(batchSize)
    const expected = independently()
    expect(Object.keys(found!)).toEqual(Object.keys(expected))
    expect(Object.keys(found!)).toEqual(expect.arrayContaining(['elbo', 'logLikelihood', 'kl']))
    for (const [name, mean] of Object.entries(expected)) expect(found![name], name).toBeCloseTo(mean, 4)
  })

  it('draws the same noise each time', async () => {
    const [first, second] = await evaluateBy(10, 2)
    expect(second).toEqual(first)
  })

  it('sees the parameters that it is given', async () => {
    const w = (value: number) => ({ w: { shape: [1], data: Float32Array.of(value) } })
    const validator = await createValidator({ model: falling, engine, parameters: w(0), data, batchSize: 10, seed: 1 })
    expect(validator.terms).toEqual(['elbo', 'distance', 'root'])
    expect((await validator.evaluate(w(-3))).elbo).toBe(-1)
    expect((await validator.evaluate(w(-1.5))).elbo).toBe(-6.25)
    await expect(validator.evaluate(w(-11))).rejects.toMatchObject({
      code: 'NOT_FINITE',
      message: expect.stringMatching(/^the validation term root is NaN.*others.*range from 0 to 1/),
    })
    await validator.dispose()
  })
})
