import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { everyEngine, onEngines } from '../../test/on-engines.js'
import { createEngine } from '../engine.js'
import type { Engine, TrainingDefinition, TrainingProgram } from '../program.js'
import type { NamedTensors, TensorMap } from '../tensor.js'
import { adamW } from './adam-w.js'
import type { Optimiser } from './optimiser.js'
import { sgd } from './sgd.js'

/** A bowl: the gradient with respect to u is a (u - x) number by number, that with respect to s is s - mean(x). */
const bowl = {
  name: 'bowl',
  parameters: {
    u: { shape: [3], data: Float32Array.of(1, -2, 0.5) },
    s: { shape: [], data: Float32Array.of(4) },
  },
  inputs: { x: { shape: [3] } },
  loss: ({ u, s }: TensorMap, { x }: TensorMap) => {
    const pull = tf.sum(tf.mul([1, 2, 0.5], tf.square(tf.sub(u!, x!))))
    const loss = tf.mul(0.5, tf.add(pull, tf.square(tf.sub(s!, tf.mean(x!))))) as tf.Scalar
    return { loss, terms: { pull: pull as tf.Scalar } }
  },
}

const inputsOf = (step: number) => ({ x: createRng(step).fillNormal(new Float32Array(3)) })

/** The gradient at p, which is u and then s, in double precision. */
function gradientOf(p: readonly number[], step: number): number[] {
  const x = [...inputsOf(step).x]
  return [...[1, 2, 0.5].map((a, i) => a * (p[i]! - x[i]!)), p[3]! - x.reduce((sum, one) => sum + one, 0) / 3]
}

type Rule = (given: { w: number; g: number; i: number; learningRate: number; t: number }) => number

/** Each optimiser once more, for one number, from its formula. */
const rules: readonly [string, Optimiser, () => Rule][] = [
  [
    'sgd',
    sgd(),
    () =>
      ({ w, g, learningRate }) =>
        w - learningRate * g,
  ],
  [
    'sgd with momentum',
    sgd({ momentum: 0.9 }),
    () => {
      const v = [0, 0, 0, 0]
      return ({ w, g, i, learningRate }) => {
        v[i] = 0.9 * v[i]! + g
        return w - learningRate * v[i]
      }
    },
  ],
  [
    "sgd with Nesterov's momentum",
    sgd({ momentum: 0.8, nesterov: true }),
    () => {
      const v = [0, 0, 0, 0]
      return ({ w, g, i, learningRate }) => {
        v[i] = 0.8 * v[i]! + g
        return w - learningRate * (g + 0.8 * v[i])
      }
    },
  ],
  [
    'AdamW',
    adamW({ beta1: 0.8, weightDecay: 0.3 }),
    () => {
      const [m, v] = [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ]
      return ({ w, g, i, learningRate, t }) => {
        m[i] = 0.8 * m[i]! + 0.2 * g
        v[i] = 0.999 * v[i]! + 0.001 * g * g
        const [first, second] = [m[i] / (1 - 0.8 ** t), v[i] / (1 - 0.999 ** t)]
        return w - learningRate * (first / (Math.sqrt(second) + 1e-8) + 0.3 * w)
      }
    },
  ],
]

onEngines(everyEngine, 'training by another optimiser', (name) => {
  let engine: Engine
  const made: TrainingProgram[] = []
  beforeAll(async () => {
    engine = await createEngine({ name, ...(name === 'onnx:cpu' && { threads: 1 }) })
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((training) => training.dispose()))
  })
  const make = async (options: Partial<TrainingDefinition> = { optimiser: sgd({ momentum: 0.9 }) }) => {
    const training = await engine.training({ ...bowl, ...options } as TrainingDefinition)
    made.push(training)
    return training
  }
  const flat = (parameters: NamedTensors<Float32Array>) => Object.values(parameters).flatMap(({ data }) => [...data])

  it.each(rules)('agrees with its formula in double precision: %s', async (_, optimiser, ruleOf) => {
    for (const clipNorm of [undefined, 0.7]) {
      const training = await make({ optimiser, ...(clipNorm && { clipNorm }) })
      let p = flat(bowl.parameters)
      let rule = ruleOf()
      for (let step = 0, t = 1; step < 30; step++, t++) {
        const learningRate = 0.1 / (1 + step / 10)
        const found = await training.step(inputsOf(step), { learningRate })
        const g = gradientOf(p, step)
        const norm = Math.hypot(...g)
        expect(found.gradientNorm).toBeCloseTo(norm, 4)
        const scale = Math.min(1, (clipNorm ?? Number.POSITIVE_INFINITY) / norm)
        p = p.map((w, i) => rule({ w, g: scale * g[i]!, i, learningRate, t }))
        if (step === 17) {
          await training.resetOptimizer()
          rule = ruleOf()
          t = 0
        }
      }
      const found = flat(await training.parameters())
      p.forEach((one, i) => {
        expect(found[i]).toBeCloseTo(one, 4)
      })
    }
  })

  it('continues from a state that was read to the bit', async () => {
    const [first, second] = [await make(), await make()]
    for (let step = 0; step < 3; step++) await first.step(inputsOf(step), { learningRate: 0.1 })
    const state = await first.readState()
    expect(state).toMatchObject({ adamStep: 3, firstMoment: {}, secondMoment: {} })
    expect(Object.keys(state.optimiserState!)).toEqual(['u', 's'])
    await second.step(inputsOf(9), { learningRate: 1 })
    await second.writeState(state)
    for (let step = 3; step < 6; step++) {
      const [a, b] = [first, second].map((training) => training.step(inputsOf(step), { learningRate: 0.1 }))
      expect(await b).toEqual(await a)
    }
    expect(await second.readState()).toEqual(await first.readState())
    expect(await first.finish()).toEqual(await second.parameters())
    await expect(first.step(inputsOf(0), { learningRate: 0.1 })).rejects.toMatchObject({ code: 'DISPOSED' })
  })

  it('stops at a loss that is not finite, naming the terms, and keeps the state before', async () => {
    const training = await make()
    await training.step(inputsOf(0), { learningRate: 0.1 })
    const before = await training.readState()
    const bad = { x: new Float32Array(3).fill(Number.NaN) }
    await expect(training.step(bad, { learningRate: 0.1 })).rejects.toMatchObject({
      code: 'NOT_FINITE',
      message: 'bowl: the loss is NaN: pull is NaN',
    })
    expect(await training.readState()).toEqual(before)
  })

  it('leaves no TensorFlow.js tensor behind', async () => {
    const before = tf.memory().numTensors
    const training = await engine.training({ ...bowl, optimiser: adamW() })
    const held = tf.memory().numTensors
    for (let step = 0; step < 3; step++) await training.step(inputsOf(step), { learningRate: 0.1 })
    await training.resetOptimizer()
    await training.writeState(await training.readState())
    expect(tf.memory().numTensors).toBe(held)
    await training.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('refuses what does not fit', async () => {
    const training = await make()
    const state = await training.readState()
    const step = (inputs: unknown, learningRate = 0.1) => training.step(inputs as never, { learningRate })
    await expect(step({})).rejects.toThrow(/was not given its input 'x'/)
    await expect(step(inputsOf(0), Number.NaN)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    await expect(training.writeState({ ...state, optimiserState: {} })).rejects.toMatchObject({ code: 'WRONG_NAME' })
    await expect(training.writeState({ ...state, firstMoment: state.parameters })).rejects.toThrow(/Adam's moments/)
    await expect(training.writeState({ ...state, adamStep: 0.5 })).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    const adam = await make({})
    await expect(adam.writeState(state)).rejects.toMatchObject({ code: 'WRONG_NAME' })
  })
})

describe('an optimiser', () => {
  const make = async (options: Partial<TrainingDefinition>) => {
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    return engine.training({ ...bowl, ...options } as TrainingDefinition)
  }
  const plain = sgd()

  it.each<[string, Partial<TrainingDefinition>, string, RegExp]>([
    ["with Adam's name", { optimiser: { ...plain, name: 'adam' } }, 'WRONG_NAME', /'adam' is the engine's own/],
    ['without a name', { optimiser: { ...plain, name: '' } }, 'WRONG_NAME', /got ""/],
    ['beside settings of Adam', { optimiser: plain, adam: {} }, 'WRONG_VALUE', /an optimiser and settings of Adam/],
    ['that is clipped to nothing', { optimiser: plain, clipNorm: 0 }, 'WRONG_VALUE', /clipNorm/],
    [
      'that forgets a parameter',
      { optimiser: { ...plain, update: ({ parameters }) => ({ parameters: { u: parameters.u! }, state: {} }) } },
      'WRONG_NAME',
      /the optimiser sgd of bowl returned parameters without s/,
    ],
    [
      'that makes up state',
      { optimiser: { ...plain, update: ({ parameters }) => ({ parameters, state: { v: parameters.u! } }) } },
      'WRONG_NAME',
      /returned state with v/,
    ],
    [
      'that changes a shape',
      {
        optimiser: {
          ...plain,
          update: ({ parameters }) => ({ parameters: { ...parameters, s: parameters.u! }, state: {} }),
        },
      },
      'WRONG_SHAPE',
      /'parameters\/s'.*float32\[3\]/,
    ],
    [
      'with a state that is no Float32Array',
      { optimiser: { ...plain, init: () => ({ v: { shape: [1], data: [0] as unknown as Float32Array } }) } },
      'WRONG_DTYPE',
      /the state of the optimiser sgd/,
    ],
  ])('is refused %s', async (_, options, code, message) => {
    await expect(make(options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('is asked for where clipNorm stands alone', async () => {
    await expect(make({ clipNorm: 1 })).rejects.toThrow(/clipNorm without an optimiser/)
  })

  it.each([
    () => sgd({ momentum: 1 }),
    () => sgd({ nesterov: true }),
    () => adamW({ beta1: 1 }),
    () => adamW({ beta2: Number.NaN }),
    () => adamW({ epsilon: 1e-60 }),
    () => adamW({ weightDecay: -1 }),
  ])('has settings within their ranges: %s', (make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'WRONG_VALUE' }))
  })
})
