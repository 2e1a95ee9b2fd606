import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { everyEngine, onEngines } from '../test/on-engines.js'
import type { AdamOptions } from './adam/adam.js'
import { createEngine } from './engine.js'
import type { Engine, TrainingDefinition, TrainingProgram } from './program.js'
import type { NamedTensors, TensorMap } from './tensor.js'

const [B, D] = [8, 3] as const

/** Linear regression: the loss is |X w + b - y|^2 / B, so its gradients are 2 X^T r / B and 2 sum(r) / B. */
const regression = {
  name: 'regression',
  parameters: {
    w: { shape: [D, 1], data: Float32Array.of(0.5, -0.25, 1) },
    b: { shape: [], data: Float32Array.of(0.1) },
  },
  inputs: { X: { shape: [B, D] }, y: { shape: [B, 1] } },
  loss: ({ w, b }: TensorMap, { X, y }: TensorMap) => {
    const residual = tf.sub(tf.add(tf.matMul(X!, w!), b!), y!)
    const loss = tf.mean(tf.square(residual)) as tf.Scalar
    return { loss, terms: { bias: tf.mean(residual) as tf.Scalar, offset: b as tf.Scalar } }
  },
}

function batch(seed: number) {
  const rng = createRng(seed)
  return { X: rng.fillNormal(new Float32Array(B * D)), y: rng.fillNormal(new Float32Array(B)) }
}

/** The same in double precision, with Adam as in algorithm 1 of Kingma and Ba. */
function referenceRegression({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, clipNorm = Infinity }: AdamOptions = {}) {
  const p = [...regression.parameters.w.data, ...regression.parameters.b.data]
  const [m, v] = [p.map(() => 0), p.map(() => 0)]
  let t = 0
  return {
    p,
    reset: () => {
      t = 0
      m.fill(0)
      v.fill(0)
    },
    step({ X, y }: ReturnType<typeof batch>, learningRate: number) {
      const residuals = [...y].map(
        (target, i) => p[D]! + [0, 1, 2].reduce((s, j) => s + X[i * D + j]! * p[j]!, 0) - target,
      )
      const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / B
      const g = [...[0, 1, 2].map((j) => 2 * mean(residuals.map((r, i) => r * X[i * D + j]!))), 2 * mean(residuals)]
      const offset = p[D]!
      const gradientNorm = Math.hypot(...g)
      const scale = gradientNorm > clipNorm ? clipNorm / gradientNorm : 1
      t += 1
      p.forEach((_, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * scale * g[i]!
        v[i] = beta2 * v[i]! + (1 - beta2) * (scale * g[i]!) ** 2
        p[i]! -= (learningRate * (m[i]! / (1 - beta1 ** t))) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon)
      })
      return { loss: mean(residuals.map((r) => r * r)), gradientNorm, terms: { bias: mean(residuals), offset } }
    },
  }
}

onEngines(everyEngine, 'training', (name) => {
  let engine: Engine
  const made: TrainingProgram[] = []
  beforeAll(async () => {
    engine = await createEngine({ name, ...(name === 'onnx:cpu' && { threads: 1 }) })
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((training) => training.dispose()))
  })
  const make = async (definition: TrainingDefinition = regression) => {
    const training = await engine.training(definition)
    made.push(training)
    return training
  }
  const flat = (parameters: NamedTensors<Float32Array>) => Object.values(parameters).flatMap(({ data }) => [...data])

  function expectAllClose(found: readonly number[], expected: readonly number[], tolerance = 1e-5) {
    expect(found.length).toBe(expected.length)
    found.forEach((one, i) => {
      expect(Math.abs(one - expected[i]!), `${i}: ${one}, expected ${expected[i]}`).toBeLessThan(tolerance)
    })
  }

  it.each<[string, AdamOptions]>([
    ['as it is', {}],
    ['with other decays and epsilon', { beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }],
    ['with clipped gradients', { clipNorm: 0.5, epsilon: 1e-2 }],
  ])('agrees with a program in double precision over 50 steps: Adam %s', async (_, adam) => {
    const training = await make({ ...regression, adam })
    const reference = referenceRegression(adam)
    let clipped = 0
    for (let step = 0; step < 50; step++) {
      const learningRate = 0.05 / (1 + step / 10)
      const found = await training.step(batch(step), { learningRate })
      const expected = reference.step(batch(step), learningRate)
      expectAllClose([found.loss, found.gradientNorm], [expected.loss, expected.gradientNorm], 1e-4)
      expect(Object.keys(found.terms)).toEqual(['bias', 'offset'])
      expectAllClose(Object.values(found.terms), Object.values(expected.terms), 1e-4)
      if (expected.gradientNorm > 0.5) clipped += 1
      if (step === 30) {
        await training.resetOptimizer()
        reference.reset()
      }
    }
    expect(clipped).toBeGreaterThan(10)
    expectAllClose(flat(await training.parameters()), reference.p, 1e-4)
  })

  it('continues from a state that was read to the bit', async () => {
    const definition = { ...regression, adam: { clipNorm: 1 } }
    const [first, second] = [await make(definition), await make(definition)]
    for (let step = 0; step < 3; step++) await first.step(batch(step), { learningRate: 0.1 })
    const state = await first.readState()
    expect(state.adamStep).toBe(3)
    await second.step(batch(9), { learningRate: 1 })
    await second.writeState(state)
    for (let step = 3; step < 6; step++) {
      const [a, b] = [first, second].map((training) => training.step(batch(step), { learningRate: 0.1 }))
      expect(await b).toEqual(await a)
    }
    expect(await second.readState()).toEqual(await first.readState())
  })

  it('starts Adam afresh and leaves the parameters', async () => {
    const training = await make()
    await training.step(batch(0), { learningRate: 0.1 })
    const before = await training.parameters()
    await training.resetOptimizer()
    const { adamStep, parameters, firstMoment, secondMoment } = await training.readState()
    expect(adamStep).toBe(0)
    expect(parameters).toEqual(before)
    expect(
      flat(firstMoment)
        .concat(flat(secondMoment))
        .every((one) => one === 0),
    ).toBe(true)
  })

  it('leaves a parameter alone that the loss does not depend on', async () => {
    const training = await make({
      ...regression,
      parameters: { unused: { shape: [5], data: Float32Array.of(1, 2, 3, 4, 5) }, ...regression.parameters },
    })
    const alone = await make()
    for (let step = 0; step < 3; step++) {
      const found = await training.step(batch(step), { learningRate: 0.1 })
      expect(found.gradientNorm).toBeCloseTo((await alone.step(batch(step), { learningRate: 0.1 })).gradientNorm, 5)
    }
    const { unused, ...others } = await training.parameters()
    expect(unused!.data).toEqual(Float32Array.of(1, 2, 3, 4, 5))
    expect(others).toEqual(await alone.parameters())
  })

  it('trains nothing where the loss depends on no parameter', async () => {
    const training = await make({ ...regression, loss: (_, { y }) => ({ loss: tf.mean(y!) }) })
    expect((await training.step(batch(0), { learningRate: 0.1 })).gradientNorm).toBe(0)
    expect(flat(await training.parameters())).toEqual(flat(regression.parameters))
  })

  it('updates parameters of any size, scalars and empty ones too', async () => {
    const sizes = [1, 2, 3, 4, 5, 15, 16, 17, 0, 1025]
    const parameters = Object.fromEntries(
      sizes.map((size) => [`p${size}`, { shape: [size], data: createRng(size).fillNormal(new Float32Array(size)) }]),
    )
    // the gradient is p itself, so the first step of Adam moves every number by the learning rate, towards 0
    const training = await make({
      parameters,
      inputs: {},
      loss: (p) => ({ loss: tf.addN(Object.values(p).map((one) => tf.mul(tf.sum(tf.square(one)), 0.5))) as tf.Scalar }),
    })
    const { gradientNorm, loss } = await training.step({}, { learningRate: 1e-3 })
    const all = flat(parameters)
    const squares = all.reduce((sum, one) => sum + one * one, 0)
    expect(gradientNorm).toBeCloseTo(Math.sqrt(squares), 3)
    expect(loss).toBeCloseTo(squares / 2, 2)
    expectAllClose(
      flat(await training.parameters()),
      all.map((one) => one - 1e-3 * Math.sign(one)),
      1e-6,
    )
  })

  it('stops at a loss that is not finite, naming the terms, and keeps the state before', async () => {
    const training = await make({ ...regression, adam: { clipNorm: 1 } })
    await training.step(batch(0), { learningRate: 0.1 })
    const before = await training.readState()
    const bad = { ...batch(1), y: new Float32Array(B).fill(Number.NaN) }
    await expect(training.step(bad, { learningRate: 0.1 })).rejects.toMatchObject({
      code: 'NOT_FINITE',
      message: 'regression: the loss is NaN: bias is NaN',
    })
    expect(await training.readState()).toEqual(before)
  })

  it('stops at a gradient that is not finite; with clipping the state is the one before', async () => {
    const training = await make({
      name: 'roots',
      parameters: { w: { shape: [2], data: Float32Array.of(1, 4) } },
      inputs: { x: { shape: [2] } },
      loss: ({ w }, { x }) => ({ loss: tf.sum(tf.sqrt(tf.sub(w!, x!))) }), // finite at 0, where its slope is not
      adam: { clipNorm: 1 },
    })
    await training.step({ x: new Float32Array(2) }, { learningRate: 0.1 })
    const before = await training.readState()
    const x = Float32Array.of(before.parameters.w!.data[0]!, 0)
    await expect(training.step({ x }, { learningRate: 0.1 })).rejects.toMatchObject({
      code: 'NOT_FINITE',
      message: 'roots: the norm of the gradient is Infinity: every term of it is finite',
    })
    expect(await training.readState()).toEqual(before)
  })

  it('keeps two trainings apart', async () => {
    const other = {
      ...regression,
      parameters: { w: { shape: [D, 1], data: new Float32Array(D) }, b: regression.parameters.b },
    }
    const [a, b, alone] = [await make(), await make(other), await make(other)]
    for (let step = 0; step < 4; step++) {
      await a.step(batch(step), { learningRate: 0.3 })
      await b.step(batch(step + 10), { learningRate: 0.1 })
      if (step === 2) await a.resetOptimizer()
    }
    for (let step = 0; step < 4; step++) await alone.step(batch(step + 10), { learningRate: 0.1 })
    expect(await b.readState()).toEqual(await alone.readState())
  })

  it('copies the parameters given and those handed out', async () => {
    const data = Float32Array.of(1, 1, 1)
    const training = await make({
      ...regression,
      parameters: { w: { shape: [D, 1], data }, b: regression.parameters.b },
    })
    data.fill(7)
    const handed = await training.parameters()
    handed.w!.data.fill(7)
    expect((await training.parameters()).w!.data).toEqual(Float32Array.of(1, 1, 1))
  })

  it('finishes with its parameters, and is disposed', async () => {
    const [training, other] = [await make(), await make()]
    for (const each of [training, other]) await each.step(batch(0), { learningRate: 0.1 })
    expect(await training.finish()).toEqual(await other.parameters())
    await expect(training.step(batch(0), { learningRate: 0.1 })).rejects.toMatchObject({ code: 'DISPOSED' })
    await expect(training.finish()).rejects.toMatchObject({ code: 'DISPOSED' })
    await training.dispose()
  })

  it('shows its state without a copy', async () => {
    const training = await make()
    await training.step(batch(0), { learningRate: 0.1 })
    expect(await training.readState({ copy: false })).toEqual(await training.readState())
  })

  it('refuses what does not fit', async () => {
    const training = await make()
    const step = (inputs: unknown, learningRate = 0.1) => training.step(inputs as never, { learningRate })
    await expect(step({ X: batch(0).X })).rejects.toMatchObject({ code: 'WRONG_NAME' })
    await expect(step({ ...batch(0), X: new Float32Array(3) })).rejects.toMatchObject({ code: 'WRONG_SHAPE' })
    await expect(step(batch(0), Number.NaN)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    const state = await training.readState()
    const broken = { ...state, parameters: { ...state.parameters, w: { shape: [D, 1], data: new Float32Array(D) } } }
    const { w, b } = state.secondMoment
    await expect(training.writeState({ ...broken, secondMoment: { w: b!, b: w! } })).rejects.toMatchObject({
      code: 'WRONG_SHAPE',
      message: expect.stringMatching(/secondMoment.*regression.*'w'/),
    })
    await expect(training.writeState({ ...broken, adamStep: -1 })).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    expect(await training.readState(), 'nothing of a refused state is written').toEqual(state)

    const { parameters, inputs } = regression
    const vector = () => ({ loss: tf.zeros([2]) as unknown as tf.Scalar })
    await expect(
      make({ name: 'mine', parameters, inputs, loss: vector }).then((t) => t.step(batch(0), { learningRate: 1 })),
    ).rejects.toMatchObject({
      code: 'WRONG_SHAPE',
      message: expect.stringMatching(/mine: 'loss'.*\[2\]/),
    })
    await expect(make({ ...regression, parameters: {} })).rejects.toMatchObject({ code: 'WRONG_NAME' })
    await expect(
      make({ ...regression, parameters: { w: { shape: [2], data: new Float32Array(1) } } }),
    ).rejects.toMatchObject({ code: 'WRONG_SHAPE', message: expect.stringMatching(/regression: parameter 'w'/) })
    for (const adam of [{ beta1: 1 }, { beta2: -0.1 }, { epsilon: 0 }, { clipNorm: 0 }, { clipNorm: Number.NaN }]) {
      await expect(make({ ...regression, adam }), JSON.stringify(adam)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    }
  })

  it('does nothing after it was disposed, which may be done twice', async () => {
    const training = await engine.training(regression)
    const state = await training.readState()
    await training.dispose()
    await training.dispose()
    const refused = { code: 'DISPOSED', message: expect.stringMatching(/regression/) }
    await expect(training.step(batch(0), { learningRate: 0.1 })).rejects.toMatchObject(refused)
    await expect(training.parameters()).rejects.toMatchObject(refused)
    await expect(training.readState()).rejects.toMatchObject(refused)
    await expect(training.writeState(state)).rejects.toMatchObject(refused)
    await expect(training.resetOptimizer()).rejects.toMatchObject(refused)
  })

  it('leaves no TensorFlow.js tensor behind', async () => {
    const before = tf.memory().numTensors
    const training = await engine.training(regression)
    const held = tf.memory().numTensors
    for (let step = 0; step < 5; step++) {
      await training.step(batch(step), { learningRate: 0.1 })
      const bad = { ...batch(step), y: new Float32Array(B).fill(Number.NaN) }
      await expect(training.step(bad, { learningRate: 0.1 })).rejects.toThrow(/NaN/)
    }
    await training.resetOptimizer()
    await training.writeState(await training.readState())
    expect(tf.memory().numTensors).toBe(held)
    await training.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })
})
