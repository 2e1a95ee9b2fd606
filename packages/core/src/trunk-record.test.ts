import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { convTrunks } from '../test/conv-trunks.js'
import { expectClose } from '../test/expect-close.js'
import { toTensors } from '../test/to-tensors.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { CoreError } from './errors.js'
import { mlp, type Trunk } from './trunk.js'
import { createVsc } from './vsc.js'

beforeAll(useCpuBackend)

const dims = { dataDim: 24, latentDim: 4, hiddenDim: 8, pseudoInputCount: 3 }
const { encoder, decoder } = convTrunks as { encoder: Trunk; decoder: Trunk }
const codeOf = (create: () => unknown) => {
  try {
    create()
  } catch (error) {
    return error instanceof CoreError ? error.code : error
  }
  return 'none'
}

describe('a model with trunks of its own', () => {
  it('has their parameters under their networks’ names, and dense heads where these do not give them', () => {
    const shapes = createVsc(dims, convTrunks).parameterShapes
    expect(Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, shape.join('x')]))).toEqual({
      'encoder/kernel': '3x3x1x5',
      'encoder/bias': '5',
      'encoder/heads/kernel': '30x12',
      'encoder/heads/bias': '12',
      'decoder/expand/kernel': '4x30',
      'decoder/expand/bias': '30',
      'decoder/kernel': '3x3x2x5',
      pseudoInputs: '3x24',
      'selection/kernel': '24x3',
      'selection/bias': '3',
    })
  })

  it('encodes pseudo-inputs as it encodes data, though both go through the encoder as one batch', () => {
    const vsc = createVsc({ ...dims, selection: 'posterior' }, convTrunks)
    const rng = createRng(1)
    const p = toTensors(vsc.init({ rng }))
    const x = tf.tensor2d(rng.fillUniform(new Float32Array(2 * 24)), [2, 24])
    const u = p.pseudoInputs as tf.Tensor2D
    expectClose(vsc.prior(p).mu!, [...vsc.encode(p, u).mu!.dataSync()], 1e-6)
    // no example sees another of its batch
    const rows = tf.split(x, 2).map((row) => vsc.latentKl(p, row as tf.Tensor2D))
    expectClose(vsc.latentKl(p, x), [...tf.concat(rows, 0).dataSync()], 1e-5)
  })
})

describe('the configuration of a model', () => {
  it('tells its trunks, and is valid as input again with them', () => {
    const { config } = createVsc(dims, convTrunks)
    expect(config.encoder).toEqual({ name: 'conv', config: { filters: [5] } })
    expect(createVsc(JSON.parse(JSON.stringify(config)), convTrunks).config).toEqual(config)
    expect(createVsc(dims, { decoder }).config).not.toHaveProperty('encoder')
  })

  it('is refused without them, or with others', () => {
    const { config } = createVsc(dims, { encoder })
    expect(codeOf(() => createVsc(config))).toBe('MISSING_TRUNK')
    expect(codeOf(() => createVsc(config, { decoder }))).toBe('MISSING_TRUNK')
    expect(codeOf(() => createVsc(config, { encoder: mlp({ hiddenDim: 8 }) }))).toBe('OTHER_TRUNK')
    const create = () => createVsc(config, { encoder: { ...encoder, config: { filters: [6] } } })
    expect(create).toThrow('has the trunk "conv" {"filters":[5]}, and "conv" {"filters":[6]} was given')
  })

  it('is the same whatever the order of a trunk’s keys', () => {
    const one = { ...encoder, config: { side: 4, filters: [5] } }
    const { config } = createVsc(dims, { encoder: one })
    expect(codeOf(() => createVsc(config, { encoder: { ...one, config: { filters: [5], side: 4 } } }))).toBe('none')
  })

  it.each<[string, Partial<Trunk>, string]>([
    ['no name', { name: '' }, 'name: '],
    ['a config that JSON cannot hold', { config: { filters: () => 5 } }, 'config.filters: '],
    ['a config with NaN', { config: { slope: Number.NaN } }, 'config.slope: '],
  ])('is not made of a trunk with %s', (_, changes, problem) => {
    const create = () => createVsc(dims, { encoder: { ...encoder, ...changes } })
    expect(codeOf(create)).toBe('INVALID_TRUNK')
    expect(create).toThrow(problem)
  })
})

describe('a trunk that gives heads', () => {
  it('is refused as an encoder', () => {
    expect(() => createVsc(dims, { encoder: { ...encoder, givesHeads: true } })).toThrow('only a decoder’s may')
  })

  it('is refused where the likelihood has another number of them', () => {
    const create = () => createVsc({ ...dims, likelihood: 'bernoulli' }, convTrunks)
    expect(create).toThrow('outputs: 48, expected 24, 1 x 24')
  })
})
