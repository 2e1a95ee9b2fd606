import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { toTensors } from '../test/to-tensors.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createNetwork } from './network.js'
import { constantParameter, initParameters, shapesOf } from './parameters.js'
import { mlp, type Trunk } from './trunk.js'

beforeAll(useCpuBackend)

const x = tf.tensor2d([
  [0.5, -1, 2],
  [1, 1, -1],
])

/** Multiplies every number by a factor that is a parameter. */
const scaling: Trunk = {
  name: 'scaling',
  config: {},
  inputs: 3,
  outputs: 3,
  parameters: () => ({ factor: constantParameter([1], 2) }),
  apply: (p, x) => tf.mul(x, p.factor!),
}

describe('createNetwork', () => {
  it('is dense, ReLU, then the heads side by side, with a multilayer perceptron', () => {
    const network = createNetwork('n', { trunk: mlp({ hiddenDim: 5 }), inputs: 3, outputs: 2, heads: 2 })
    const p = toTensors(initParameters(network.parameters, { rng: createRng(3) }))
    expect(Object.keys(p)).toEqual(['n/hidden/kernel', 'n/hidden/bias', 'n/heads/kernel', 'n/heads/bias'])
    const hidden = tf.relu(tf.matMul<tf.Tensor2D>(x, p['n/hidden/kernel']!))
    const kernels = tf.split(p['n/heads/kernel']!, 2, 1)
    const [first, second] = tf.split(network.apply(p, x), 2, 1)
    expectClose(first!, [...tf.matMul(hidden, kernels[0]!).dataSync()], 1e-6)
    expectClose(second!, [...tf.matMul(hidden, kernels[1]!).dataSync()], 1e-6)
  })

  it('puts dense heads on a trunk’s features, its parameters under the network’s name', () => {
    const network = createNetwork('n', { trunk: scaling, inputs: 3, outputs: 2, heads: 2 })
    expect(shapesOf(network.parameters)).toEqual({ 'n/factor': [1], 'n/heads/kernel': [3, 4], 'n/heads/bias': [4] })
    const p = toTensors(initParameters(network.parameters, { rng: createRng(3) }))
    const expected = tf.matMul<tf.Tensor2D>(tf.mul(x, 2), p['n/heads/kernel']!)
    expectClose(network.apply(p, x), [...expected.dataSync()], 1e-6)
  })

  it('takes the heads of a trunk that gives them as they are', () => {
    const network = createNetwork('n', { trunk: { ...scaling, givesHeads: true }, inputs: 3, outputs: 3, heads: 1 })
    expect(shapesOf(network.parameters)).toEqual({ 'n/factor': [1] })
    expectClose(network.apply({ 'n/factor': tf.tensor1d([2]) }, x), [1, -2, 4, 2, 2, -2], 0)
  })
})

describe('a trunk that does not fit', () => {
  const create = (trunk: Partial<Trunk>, heads = 2) =>
    createNetwork('decoder', { trunk: { ...scaling, ...trunk }, inputs: 3, outputs: 2, heads })

  it('is refused as the model is made, with every problem', () => {
    const parameters = () => ({ 'heads/bias': constantParameter([4]), kernel: constantParameter([3, 0]) })
    expect(() => create({ inputs: 5, outputs: 1.5, parameters })).toThrowErrorMatchingInlineSnapshot(`
      [CoreError: the trunk "scaling" does not fit into the decoder:
        - inputs: it takes 5 numbers, and the decoder has 3
        - outputs: 1.5, expected a number of features, 1 or more
        - parameters: "decoder/heads/bias" is the name of the heads' own; rename it
        - parameters: "decoder/kernel" has the shape [3, 0], expected sizes of 1 or more]
    `)
    expect(() => create({ inputs: 5 })).toThrow(expect.objectContaining({ code: 'INVALID_TRUNK' }))
  })

  it('is refused where the heads that it gives are not as wide as the likelihood’s', () => {
    expect(() => create({ givesHeads: true })).toThrow('outputs: 3, expected 4, 2 x 2: a head of 2 after the other')
  })

  it('may call parameters like the heads where it gives these', () => {
    const parameters = () => ({ 'heads/bias': constantParameter([4]) })
    expect(Object.keys(create({ givesHeads: true, outputs: 4, parameters }).parameters)).toEqual(['decoder/heads/bias'])
  })

  it('is refused where its features are not what it said', () => {
    const p = { 'decoder/factor': tf.tensor1d([2]), 'decoder/heads/kernel': tf.zeros([4, 4]) }
    const apply = () => create({ outputs: 4 }).apply(p, x)
    expect(apply).toThrow(expect.objectContaining({ code: 'INVALID_TRUNK' }))
    expect(apply).toThrow('of the decoder gave the wrong shape:\n  - [2, 3], expected [2, 4]')
  })

  it('is refused where the numbers of a parameter are not as many as its shape holds', () => {
    const parameters = () => ({ factor: { shape: [2, 2], init: () => new Float32Array(3) } })
    const init = () => initParameters(create({ parameters }).parameters, { rng: createRng(1) })
    expect(init).toThrow(expect.objectContaining({ code: 'INVALID_PARAMETER' }))
    expect(init).toThrow('the init of the parameter "decoder/factor" gave 3 numbers, but its shape [2, 2] needs')
  })

  it('says which of its parameters is missing', () => {
    expect(() => create({}).apply({}, x)).toThrow('a tensor named "decoder/factor" is needed')
  })
})
