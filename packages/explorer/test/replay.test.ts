import * as tf from '@tensorflow/tfjs'
import * as page from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { createBetaVae } from '@vsc/baselines'
import { createVsc, type LatentModel } from '@vsc/core'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { replay } from '../page/replay.js'
import { type KernelProgram, nameNumber, reviveNumber } from '../src/kernel-program.js'
import { type RecordOptions, recordKernels } from '../src/record-kernels.js'
import type { Weights } from '../src/weights.js'

// What was recorded by one TensorFlow.js, as JSON, run by another one that knows nothing but kernels: as a page does.

beforeAll(async () => {
  await tf.setBackend('cpu')
  await page.setBackend('cpu')
})

function replayed(program: KernelProgram, weights: Weights, given: Parameters<typeof replay>[2]) {
  const known = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, dtype, data }]) => [name, page.tensor(data, [...shape], dtype)]),
  )
  const read = JSON.parse(JSON.stringify(program, nameNumber), reviveNumber) as KernelProgram
  return replay(read, known, given)
}

/** The outputs of a body on these numbers: run at once, and recorded on zeros and run again. */
function both(
  body: RecordOptions['body'],
  numbers: Readonly<Record<string, { readonly shape: number[]; readonly data: Float32Array }>>,
  parameters: RecordOptions['parameters'] = {},
) {
  const tensors = (all: typeof numbers | RecordOptions['parameters']) =>
    Object.fromEntries(Object.entries(all).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]))
  const atOnce = Object.entries(body(tensors(parameters), tensors(numbers))).map(
    ([name, tensor]) => [name, tensor.dataSync<'float32'>()] as const,
  )
  const { program, weights } = recordKernels({
    name: 'test',
    parameters,
    inputs: Object.fromEntries(Object.entries(numbers).map(([name, { shape }]) => [name, shape])),
    body,
  })
  const given = Object.fromEntries(Object.entries(numbers).map(([name, { data }]) => [name, data]))
  return { program, weights, atOnce: Object.fromEntries(atOnce), replayed: replayed(program, weights, given) }
}

const drawn = (...shape: number[]) => ({
  shape,
  data: createRng(shape.join()).fillNormal(new Float32Array(shape.reduce((size, n) => size * n, 1))),
})

describe('a body runs again as it ran', () => {
  const bodies: readonly (readonly [string, RecordOptions['body']])[] = [
    [
      'reshaped, sliced, joined and split',
      (_, { x }) => {
        const [a, b] = tf.split(tf.reshape(x!, [3, 4]), 2, 1)
        return { y: tf.concat([b!, a!, tf.slice(x!.as2D(4, 3), 0, 3)], 1) }
      },
    ],
    ['the same tensor under two shapes', (_, { x }) => ({ y: tf.matMul(x!, tf.reshape(x!, [4, 3])), z: x!.flatten() })],
    [
      'constants, masks and infinite bounds',
      (_, { x }) => ({
        y: tf.where(
          tf.greater(x!, tf.tensor([0.1, -0.1, 0.2, 0])),
          tf.clipByValue(x!, -0.5, Number.POSITIVE_INFINITY),
          tf.zerosLike(x!),
        ),
      }),
    ],
    [
      'a list of terms, and an input that is given back',
      (_, { x }) => ({ y: tf.addN([x!, x!, tf.ones([3, 4])]), x: x! }),
    ],
    [
      'convolutions',
      (_, { x }) => ({
        y: tf
          .conv2d(x!.as4D(1, 3, 4, 1), tf.ones([2, 2, 1, 2]) as tf.Tensor4D, 1, 'same')
          .softplus()
          .mean(),
      }),
    ],
    [
      'whole numbers',
      (_, { x }) => ({ y: tf.gather(x!, tf.argMax(x!, 1), 1).add(tf.oneHot(tf.tensor1d([1, 0], 'int32'), 3).sum()) }),
    ],
  ]
  it.each(bodies)('%s', (_, body) => {
    const { atOnce, replayed } = both(body, { x: drawn(3, 4) })
    for (const [name, numbers] of Object.entries(atOnce)) expect([...replayed[name]!]).toEqual([...numbers])
  })

  const models: readonly LatentModel[] = [
    createVsc({ dataDim: 6, latentDim: 3, hiddenDim: 5, pseudoInputCount: 2, pseudoInputInit: 'xavier' }),
    createBetaVae({ dataDim: 6, latentDim: 3, hiddenDim: 5 }),
  ]
  it.each(models.map((model) => [model.name, model] as const))('%s', (_, model) => {
    const parameters = model.init({ rng: createRng(1) })
    const encoded = both((p, { x }) => model.encode(p, x as tf.Tensor2D), { x: drawn(1, 6) }, parameters)
    const decoded = both(
      (p, { z }) => ({ mean: model.decode(p, z as tf.Tensor2D).mean! }),
      { z: drawn(2, 3) },
      parameters,
    )
    for (const { atOnce, replayed } of [encoded, decoded]) {
      for (const [name, numbers] of Object.entries(atOnce)) expect([...replayed[name]!]).toEqual([...numbers])
    }
    expect(Object.keys(decoded.weights).length).toBeLessThan(Object.keys(parameters).length)
  })
})

it('leaves out what no output needs', () => {
  const parameters = { used: drawn(3, 4), unused: drawn(3, 4) }
  const { program, weights } = both(
    ({ used, unused }, { x }) => {
      tf.exp(unused!)
      return { y: tf.mul(used!, x!) }
    },
    { x: drawn(3, 4) },
    parameters,
  )
  expect(program.calls.map(({ kernel }) => kernel)).toEqual(['Multiply'])
  expect(Object.keys(weights)).toEqual(['used'])
})

it.each([
  ["reads a tensor's numbers", (x: tf.Tensor) => (x.dataSync()[0]! > 0 ? x : tf.neg(x)), /read a tensor's numbers/],
  ['draws random numbers', (x: tf.Tensor) => x.add(tf.randomNormal(x.shape)), /drew random numbers/],
] as const)('refuses a body that %s, and leaves TensorFlow.js as it was', (_, body, message) => {
  const record = () =>
    recordKernels({ name: 'test', parameters: {}, inputs: { x: [2, 2] }, body: (_, { x }) => ({ y: body(x!) }) })
  expect(record).toThrow(message)
  expect(record).toThrow(expect.objectContaining({ code: 'NOT_RECORDABLE' }))
  expect(tf.getBackend()).toBe('cpu')
  expect(Math.random()).toBeLessThan(1)
})

it('keeps no tensor', () => {
  const before = tf.memory().numTensors
  recordKernels({
    name: 'test',
    parameters: { w: drawn(3, 4) },
    inputs: { x: [3, 4] },
    body: ({ w }, { x }) => ({ y: tf.mul(w!, x!) }),
  })
  expect(tf.memory().numTensors).toBe(before)
})
