import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { everyEngine, onEngines } from '../test/on-engines.js'
import { createEngine } from './engine.js'
import type { Engine, Program, ProgramDefinition } from './program.js'
import type { TensorMap } from './tensor.js'

onEngines(everyEngine, 'a program', (name) => {
  let engine: Engine
  const made: Program[] = []
  beforeAll(async () => {
    engine = await createEngine({ name, ...(name === 'onnx:cpu' && { threads: 1 }) })
  })
  afterEach(async () => {
    await Promise.all(made.splice(0).map((program) => program.dispose()))
  })
  const make = async (definition: ProgramDefinition) => {
    const program = await engine.program(definition)
    made.push(program)
    return program
  }

  /** A running sum beside a state that stays. */
  const running = {
    name: 'running sum',
    state: {
      sum: { shape: [2], data: Float32Array.of(1, 2) },
      factor: { shape: [], data: Float32Array.of(10) },
    },
    inputs: { x: { shape: [2] } },
    body: ({ sum, factor }: TensorMap, { x }: TensorMap) => {
      const next = tf.add(sum!, tf.mul(x!, factor!))
      return { state: { sum: next }, outputs: { before: sum!, total: tf.sum(next) } }
    },
  }

  it('gives outputs by name, moves the state on and leaves the rest of it', async () => {
    const program = await make(running)
    expect(await program.step({ x: Float32Array.of(1, 0) })).toEqual({
      before: Float32Array.of(1, 2),
      total: Float32Array.of(13),
    })
    expect(await program.step({ x: Float32Array.of(0, -1) })).toEqual({
      before: Float32Array.of(11, 2),
      total: Float32Array.of(3),
    })
    expect(await program.readState()).toEqual({
      sum: { shape: [2], data: Float32Array.of(11, -8) },
      factor: { shape: [], data: Float32Array.of(10) },
    })
  })

  it('copies the initial state, and what is read and written', async () => {
    const data = Float32Array.of(1, 2)
    const program = await make({ ...running, state: { ...running.state, sum: { shape: [2], data } } })
    data.fill(99)
    const read = await program.readState()
    expect(read.sum!.data).toEqual(Float32Array.of(1, 2))
    read.sum!.data.fill(99)
    const written = {
      sum: { shape: [2], data: Float32Array.of(5, 6) },
      factor: { shape: [], data: Float32Array.of(1) },
    }
    await program.writeState(written)
    written.sum.data.fill(99)
    expect(await program.step({ x: Float32Array.of(1, 1) })).toMatchObject({ before: Float32Array.of(5, 6) })
  })

  it('continues from a state that was read to the bit', async () => {
    const definition: ProgramDefinition = {
      state: { w: { shape: [3], data: Float32Array.of(0.1, 0.2, 0.3) }, t: { shape: [], data: Int32Array.of(0) } },
      inputs: { x: { shape: [3] } },
      body: ({ w, t }, { x }) => ({
        state: { w: tf.tanh(tf.add(tf.mul(w!, 1.1), x!)), t: tf.add(t!, tf.scalar(1, 'int32')) },
        outputs: { w: w! },
      }),
    }
    const [first, second] = [await make(definition), await make(definition)]
    const x = Float32Array.of(0.01, -0.02, 0.03)
    for (let i = 0; i < 3; i++) await first.step({ x })
    const state = await first.readState()
    for (let i = 0; i < 3; i++) await first.step({ x })
    await second.step({ x })
    await second.writeState(state)
    for (let i = 0; i < 3; i++) await second.step({ x })
    expect(await second.readState()).toEqual(await first.readState())
    expect((await first.readState()).t!.data).toEqual(Int32Array.of(6))
  })

  it('keeps the results of a step over the next one', async () => {
    const program = await make(running)
    const first = await program.step({ x: Float32Array.of(1, 1) })
    const kept = structuredClone(first)
    await program.step({ x: Float32Array.of(5, 5) })
    expect(first).toEqual(kept)
  })

  it('exchanges two states without mixing them up', async () => {
    const program = await make({
      state: { a: { shape: [2], data: Float32Array.of(1, 2) }, b: { shape: [2], data: Float32Array.of(3, 4) } },
      inputs: {},
      body: ({ a, b }) => ({ state: { a: b!, b: a! }, outputs: { a: a! } }),
    })
    const seen = []
    for (let i = 0; i < 5; i++) seen.push((await program.step({})).a![0])
    expect(seen).toEqual([1, 3, 1, 3, 1])
    expect((await program.readState()).b!.data).toEqual(Float32Array.of(1, 2))
  })

  it('takes numbers for scalar inputs, of every type', async () => {
    const program = await make({
      inputs: { f: { shape: [] }, i: { shape: [], dtype: 'int32' }, b: { shape: [], dtype: 'bool' } },
      body: (_, { f, i, b }) => ({
        outputs: { f: tf.mul(f!, 2), i: tf.mul(i!, tf.scalar(3, 'int32')), b: tf.logicalNot(b!) },
      }),
    })
    expect(await program.step({ f: 1.5, i: -7, b: 1 })).toEqual({
      f: Float32Array.of(3),
      i: Int32Array.of(-21),
      b: Uint8Array.of(0),
    })
    expect(await program.step({ f: Float32Array.of(2), i: 7, b: 0 })).toMatchObject({
      f: Float32Array.of(4),
      b: Uint8Array.of(1),
    })
  })

  it('has int32 and bool inputs and states', async () => {
    const program = await make({
      state: { count: { shape: [2], data: Int32Array.of(0, 0) }, seen: { shape: [2], data: Uint8Array.of(0, 0) } },
      inputs: { hit: { shape: [2], dtype: 'bool' } },
      body: ({ count, seen }, { hit }) => ({
        state: { count: tf.add(count!, tf.cast(hit!, 'int32')), seen: tf.logicalOr(seen!, hit!) },
        outputs: { seen: seen! },
      }),
    })
    await program.step({ hit: Uint8Array.of(0, 1) })
    expect(await program.step({ hit: Uint8Array.of(0, 1) })).toEqual({ seen: Uint8Array.of(0, 1) })
    const state = await program.readState()
    expect([state.count!.data, state.seen!.data]).toEqual([Int32Array.of(0, 2), Uint8Array.of(0, 1)])
  })

  it('runs without inputs, without state and on empty tensors', async () => {
    const program = await make({
      inputs: { nothing: { shape: [0, 2] } },
      body: (_, { nothing }) => ({ outputs: { sum: tf.sum(nothing!, 0), same: nothing! } }),
    })
    const { sum, same } = await program.step({ nothing: new Float32Array(0) })
    expect(same).toEqual(new Float32Array(0))
    // TensorFlow.js's WebAssembly backend writes no sums of nothing: what was in its memory stays there.
    expect(sum).toEqual(name === 'tfjs:wasm' ? expect.any(Float32Array) : new Float32Array(2))
    expect(await program.readState()).toEqual({})
  })

  it('may have inputs and states that it does not use', async () => {
    const program = await make({
      state: { unused: { shape: [1], data: Float32Array.of(4) } },
      inputs: { x: { shape: [1] }, also: { shape: [3] } },
      body: (_, { x }) => ({ outputs: { y: tf.neg(x!) } }),
    })
    expect(await program.step({ x: Float32Array.of(1), also: new Float32Array(3) })).toEqual({ y: Float32Array.of(-1) })
  })

  describe('refuses', () => {
    const wanted = {
      x: { shape: [2, 3] },
      n: { shape: [], dtype: 'int32' },
      mask: { shape: [2], dtype: 'bool' },
    } as const
    const good = { x: new Float32Array(6), n: 1, mask: new Uint8Array(2) }
    it.each([
      ['a missing input', { ...good, x: undefined }, 'WRONG_NAME', /mine.*'x'.*x, n, mask/],
      ['an unknown input', { ...good, y: 1 }, 'WRONG_NAME', /mine.*no input 'y'.*x, n, mask/],
      ['too few numbers', { ...good, x: new Float32Array(5) }, 'WRONG_SHAPE', /mine.*'x'.*6.*\[2, 3\].*5/],
      ['numbers of another type', { ...good, x: new Int32Array(6) }, 'WRONG_DTYPE', /'x'.*Float32Array.*Int32Array/],
      [
        'numbers for truth values',
        { ...good, mask: new Float32Array(2) },
        'WRONG_DTYPE',
        /'mask'.*Uint8Array.*Float32/,
      ],
      ['a plain array', { ...good, x: [1, 2, 3, 4, 5, 6] }, 'WRONG_DTYPE', /'x'.*Float32Array.*Array/],
      ['double precision', { ...good, x: new Float64Array(6) }, 'WRONG_DTYPE', /'x'.*Float32Array.*Float64Array/],
      ['a number for an array', { ...good, x: 1 }, 'WRONG_DTYPE', /'x'.*Float32Array.*1/],
      ['a fraction for a whole number', { ...good, n: 1.5 }, 'WRONG_DTYPE', /'n'.*whole number.*1\.5/],
      ['NaN for a whole number', { ...good, n: Number.NaN }, 'WRONG_DTYPE', /'n'.*whole number.*NaN/],
    ])('%s', async (_, given, code, message) => {
      const program = await make({ name: 'mine', inputs: wanted, body: (_, { x }) => ({ outputs: { y: tf.sum(x!) } }) })
      const refusal = expect(program.step(given as never)).rejects
      await refusal.toMatchObject({ code, message: expect.stringMatching(message) })
      expect(await program.step(good)).toEqual({ y: Float32Array.of(0) })
    })

    it.each([
      ['a missing tensor', { sum: running.state.sum }, 'WRONG_NAME', /running sum.*lacks factor/],
      ['an unknown one', { ...running.state, more: running.state.sum }, 'WRONG_NAME', /unknown more/],
      [
        'another shape',
        { ...running.state, sum: { shape: [1, 2], data: new Float32Array(2) } },
        'WRONG_SHAPE',
        /'sum'.*\[2\].*\[1, 2\]/,
      ],
      ['another type', { ...running.state, sum: { shape: [2], data: new Int32Array(2) } }, 'WRONG_DTYPE', /'sum'/],
      ['too few numbers', { ...running.state, sum: { shape: [2], data: new Float32Array(1) } }, 'WRONG_SHAPE', /'sum'/],
    ])('to write a state with %s', async (_, state, code, message) => {
      const program = await make(running)
      await expect(program.writeState(state)).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
      expect((await program.readState()).sum!.data).toEqual(Float32Array.of(1, 2))
    })

    const once = async (definition: ProgramDefinition) => (await make(definition)).step({ x: new Float32Array(2) })
    const returning = (body: ProgramDefinition['body']) => once({ ...running, body })
    it('a new state of a name, shape or type that the state does not have', async () => {
      const outputs = {}
      await expect(returning((_, { x }) => ({ state: { other: x! }, outputs }))).rejects.toMatchObject({
        code: 'WRONG_NAME',
        message: expect.stringMatching(/running sum.*'other'/),
      })
      await expect(returning((_, { x }) => ({ state: { factor: x! }, outputs }))).rejects.toMatchObject({
        code: 'WRONG_SHAPE',
        message: expect.stringMatching(/'factor'.*float32\[2\].*float32\[\]/),
      })
      await expect(returning((_, { x }) => ({ state: { sum: tf.cast(x!, 'int32') }, outputs }))).rejects.toMatchObject({
        code: 'WRONG_DTYPE',
        message: expect.stringMatching(/'sum'.*int32\[2\].*float32\[2\]/),
      })
    })

    it('bodies that are async or return nothing', async () => {
      await expect(returning((async () => ({ outputs: {} })) as never)).rejects.toMatchObject({
        code: 'UNSUPPORTED',
        message: expect.stringMatching(/promise/),
      })
      await expect(returning((() => undefined) as never)).rejects.toMatchObject({ code: 'UNSUPPORTED' })
    })

    it('definitions whose tensors do not fit their shapes', async () => {
      const body = () => ({ outputs: {} })
      const state = { w: { shape: [3], data: new Float32Array(2) } }
      await expect(once({ name: 'mine', state, inputs: {}, body })).rejects.toMatchObject({
        code: 'WRONG_SHAPE',
        message: expect.stringMatching(/mine: initial state 'w'.*3.*2/),
      })
      await expect(once({ inputs: { x: { shape: [-1, 2] } }, body })).rejects.toMatchObject({ code: 'WRONG_SHAPE' })
    })
  })

  it('stops at a state that is not finite, naming it, and keeps the one before', async () => {
    const program = await make({
      name: 'logarithms',
      state: { fine: { shape: [1], data: Float32Array.of(1) }, log: { shape: [3], data: Float32Array.of(1, 2, 3) } },
      inputs: { x: { shape: [3] } },
      body: ({ fine }, { x }) => ({
        state: { fine: tf.add(fine!, 1), log: tf.log(x!) },
        outputs: { y: x! },
      }),
    })
    await program.step({ x: Float32Array.of(1, 1, 1) })
    for (const [bad, value] of [
      [-1, 'NaN'],
      [0, '-Infinity'],
    ] as const) {
      await expect(program.step({ x: Float32Array.of(1, bad, 1) })).rejects.toMatchObject({
        code: 'NOT_FINITE',
        message: `logarithms: after this step the state 'log' is not finite: element 1 is ${value}`,
      })
      const state = await program.readState()
      expect([state.fine!.data, state.log!.data]).toEqual([Float32Array.of(2), new Float32Array(3)])
    }
    await program.step({ x: Float32Array.of(1, 1, 1) })
    expect((await program.readState()).fine!.data).toEqual(Float32Array.of(3))
  })

  it('does nothing after it was disposed, which may be done twice', async () => {
    const program = await engine.program(running)
    await program.dispose()
    await program.dispose()
    const refused = { code: 'DISPOSED', message: expect.stringMatching(/running sum/) }
    await expect(program.step({ x: new Float32Array(2) })).rejects.toMatchObject(refused)
    await expect(program.readState()).rejects.toMatchObject(refused)
    await expect(program.writeState(running.state)).rejects.toMatchObject(refused)
  })

  it('leaves no TensorFlow.js tensor behind', async () => {
    const before = tf.memory().numTensors
    const program = await engine.program(running)
    const held = tf.memory().numTensors
    for (let i = 0; i < 5; i++) {
      await program.step({ x: Float32Array.of(1, i) })
      await expect(program.step({ x: Float32Array.of(Number.NaN, 1) })).rejects.toThrow(/not finite/)
    }
    await program.writeState(await program.readState())
    expect(tf.memory().numTensors).toBe(held)
    await program.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('does not change the backend that is chosen', async () => {
    await tf.setBackend('cpu')
    const program = await make(running)
    await program.step({ x: new Float32Array(2) })
    expect(tf.getBackend()).toBe('cpu')
  })
})

describe('a program on onnx:cpu', () => {
  const decay = {
    state: { x: { shape: [4], data: new Float32Array(4).fill(1e-30) } },
    inputs: {},
    body: ({ x }: TensorMap) => ({ state: { x: tf.mul(x!, 0.5) }, outputs: { x: x! } }),
  }

  it('gives the same arrays every second step: nothing is made again', async () => {
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const program = await engine.program(decay)
    const results = []
    for (let i = 0; i < 4; i++) results.push((await program.step({})).x)
    expect(results[2]).toBe(results[0])
    expect(results[3]).toBe(results[1])
    expect(results[1]).not.toBe(results[0])
    await program.dispose()
  })

  it('keeps numbers too small for a normal float, as TensorFlow.js does', async () => {
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const program = await engine.program(decay)
    let expected = Math.fround(1e-30)
    for (let i = 0; i < 60; i++) {
      const { x } = await program.step({})
      expect(x![0]).toBe(expected)
      expected = Math.fround(expected / 2)
    }
    expect(expected).toBe(0)
    await program.dispose()
  })

  it.each(['onnx:cpu', 'tfjs:cpu'] as const)('refuses a second call in the middle of a step on %s', async (name) => {
    const engine = await createEngine({ name, threads: 1 })
    const program = await engine.program({ ...decay, name: 'mine' })
    const first = program.step({})
    const refused = { code: 'UNSUPPORTED', message: expect.stringMatching(/mine.*await/) }
    const others = await Promise.allSettled([program.step({}), program.readState(), program.dispose()])
    for (const other of others) expect(other).toMatchObject({ status: 'rejected', reason: refused })
    await first
    await program.step({})
    await program.dispose()
  })

  it('makes programs that share a captured tensor, each right', async () => {
    const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
    const scale = tf.tensor1d([1, 2, 3, 4])
    const inputs = { x: { shape: [4] } }
    const times = await engine.program({ inputs, body: (_, { x }) => ({ outputs: { y: tf.mul(x!, scale) } }) })
    const plus = await engine.program({ inputs, body: (_, { x }) => ({ outputs: { y: tf.add(tf.exp(x!), scale) } }) })
    expect(await times.step({ x: Float32Array.of(1, 1, 1, 1) })).toEqual({ y: Float32Array.of(1, 2, 3, 4) })
    expect(await plus.step({ x: Float32Array.of(0, 0, 0, 0) })).toEqual({ y: Float32Array.of(2, 3, 4, 5) })
    await times.dispose()
    await plus.dispose()
    scale.dispose()
  })
})
