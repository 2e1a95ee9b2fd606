import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { countOps, runGraph } from '../../test/run-graph.js'
import { createEngine } from '../engine.js'
import type { TensorMap } from '../tensor.js'
import { trace } from './trace.js'

const random = Math.random
const x = { x: { shape: [3] } }

/** What tracing a body is refused with. */
function refusal(body: (tensors: TensorMap) => unknown): { code: string; message: string } {
  try {
    trace(x, body as (tensors: TensorMap) => TensorMap)
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('the body was traced')
}

beforeAll(async () => {
  await createEngine({ name: 'tfjs:wasm' }) // makes both backends ready
})

afterEach(async () => {
  expect(Math.random, 'Math.random is as before').toBe(random)
  expect(tf.getBackend()).not.toBe('vsc-recording')
  await tf.setBackend('cpu')
})

describe('reading a value while tracing', () => {
  it.each<[string, (tensor: tf.Tensor) => unknown]>([
    ['dataSync', (tensor) => tensor.dataSync()],
    ['arraySync', (tensor) => tensor.arraySync()],
    ['print', (tensor) => tensor.print()],
    ['toString', (tensor) => `${tensor}`],
    ['data, not awaited', (tensor) => void tensor.data()],
    ['array, not awaited', (tensor) => void tensor.array()],
  ])('%s is refused', (_, read) => {
    const { code, message } = refusal(({ x }) => {
      read(tf.exp(x!))
      return { y: x! }
    })
    expect(code).toBe('READ_WHILE_TRACING')
    expect(message).toMatch(/tf\.where.*output.*tfjs:cpu/)
  })

  it('await data() is refused, though the body has returned a promise by then', () => {
    const body = async ({ x }: TensorMap) => ({ y: (await x!.data())[0]! > 0 ? x! : tf.neg(x!) })
    expect(refusal(body).code).toBe('READ_WHILE_TRACING')
  })

  it('is no trouble where the value is known', () => {
    const graph = trace(x, ({ x }) => ({ y: tf.mul(x!, tf.exp(tf.zeros([3])).dataSync()[2]! * 2) }))
    expect(countOps(graph)).toEqual({ Mul: 1 })
  })
})

describe('what cannot be traced', () => {
  it('is refused by name, with how to add it', () => {
    const { code, message } = refusal(({ x }) => ({
      y: tf.localResponseNormalization(tf.reshape(x!, [1, 1, 3]) as tf.Tensor3D),
    }))
    expect(code).toBe('UNMAPPED_OP')
    expect(message).toMatch(/'LRN'.*KERNELS\.md.*registerMapping/)
  })

  it.each<[string, () => tf.Tensor]>([
    ['randomNormal', () => tf.randomNormal([3])],
    ['randomUniform', () => tf.randomUniform([3])],
    ['truncatedNormal', () => tf.truncatedNormal([3])],
    ['dropout', () => tf.dropout(tf.ones([3]), 0.5)],
    ['Math.random', () => tf.scalar(Math.random())],
  ])('%s is refused, because it would be drawn once for ever', (_, draw) => {
    const { code, message } = refusal(({ x }) => ({ y: tf.mul(x!, draw()) }))
    expect(code).toBe('UNSUPPORTED')
    expect(message).toMatch(/make them an input/)
  })

  it('a trace within a trace is refused', () => {
    expect(refusal(({ x: tensor }) => ({ y: tensor!, z: trace(x, ({ x }) => ({ x: x! })) })).code).toBe('UNSUPPORTED')
  })

  it('complex numbers are refused', () => {
    expect(refusal(({ x }) => ({ y: tf.complex(x!, x!) })).code).toBe('UNMAPPED_OP')
  })
})

describe('after a trace', () => {
  it.each(['cpu', 'wasm'])('the backend that was chosen is chosen again: %s', async (backend) => {
    await tf.setBackend(backend)
    trace(x, ({ x }) => ({ y: tf.exp(x!) }))
    expect(tf.getBackend()).toBe(backend)
    expect(() =>
      trace(x, () => {
        throw new TypeError('mine')
      }),
    ).toThrow(TypeError)
    expect(tf.getBackend()).toBe(backend)
    // and the next trace is none the worse
    expect(countOps(trace(x, ({ x }) => ({ y: tf.exp(x!) })))).toEqual({ Exp: 1 })
  })

  it('no tensor is left', () => {
    const before = tf.memory().numTensors
    trace(x, ({ x }) => ({ y: tf.sum(tf.grad((w: tf.Tensor) => tf.sum(tf.square(tf.exp(w))))(x!)) }))
    expect(tf.memory().numTensors).toBe(before)
    expect(() =>
      trace(x, ({ x }) => {
        tf.exp(x!).dataSync()
        return {}
      }),
    ).toThrow()
    expect(tf.memory().numTensors).toBe(before)
  })

  it('a tensor that leaked from the body says so, wherever it is used', () => {
    let leaked: tf.Tensor | undefined
    trace(x, ({ x }) => {
      leaked = tf.keep(tf.exp(x!))
      return { y: leaked }
    })
    const said = /used after the trace had ended; return it/
    expect(() => leaked!.dataSync()).toThrow(said)
    expect(() => tf.neg(leaked!)).toThrow(said)
    expect(refusal(({ x }) => ({ y: tf.add(x!, leaked!) })).message).toMatch(said)
    leaked!.dispose()
  })
})

describe.each(['cpu', 'wasm'])('a tensor from outside, on %s', (backend) => {
  const numbers = [1, 2, 3]
  const withOutside = (body: (outside: tf.Tensor) => unknown) => async () => {
    await tf.setBackend(backend)
    const before = tf.memory()
    const outside = tf.tensor1d(numbers)
    await body(outside)
    expect([...outside.dataSync()]).toEqual(numbers)
    expect([...tf.neg(outside).dataSync()]).toEqual([-1, -2, -3])
    outside.dispose()
    const after = tf.memory()
    // tf.neg above has left one
    expect([after.numTensors - before.numTensors, after.numDataBuffers - before.numDataBuffers]).toEqual([1, 1])
  }

  it(
    'is a constant of the graph and stays what it is',
    withOutside(async (outside) => {
      const graph = trace(x, ({ x }) => ({ y: tf.mul(x!, outside), z: outside }))
      const found = await runGraph(graph, { x: Float32Array.of(2, 2, 2) })
      expect(found).toEqual({ y: Float32Array.of(2, 4, 6), z: Float32Array.of(1, 2, 3) })
    }),
  )

  it(
    'may be used by one trace after another',
    withOutside(async (outside) => {
      for (let i = 0; i < 3; i++) {
        const graph = trace(x, ({ x }) => ({ y: tf.sub(tf.mul(tf.exp(x!), outside), tf.add(outside, x!)) }))
        const { y } = await runGraph(graph, { x: Float32Array.of(0, 0, 0) })
        expect([...y!]).toEqual([0, 0, 0])
      }
    }),
  )

  it(
    'outlives its clones and reshapes, which share its numbers',
    withOutside(async (outside) => {
      const clone = outside.clone()
      const column = outside.reshape([3, 1])
      const graph = trace(x, ({ x }) => ({ y: tf.mul(clone, tf.mul(x!, outside)), z: tf.matMul(column, column, true) }))
      clone.dispose()
      column.dispose()
      const { y, z } = await runGraph(graph, { x: Float32Array.of(1, 1, 1) })
      expect([...y!]).toEqual([1, 4, 9])
      expect([...z!]).toEqual([14])
    }),
  )

  it(
    'stays usable after the program that captured it is gone',
    withOutside(async (outside) => {
      for (const name of ['onnx:cpu', `tfjs:${backend}` as 'tfjs:cpu'] as const) {
        const engine = await createEngine({ name })
        const program = await engine.program({
          inputs: x,
          body: (_, { x }) => ({ outputs: { y: tf.add(x!, outside) } }),
        })
        expect((await program.step({ x: Float32Array.of(1, 1, 1) })).y).toEqual(Float32Array.of(2, 3, 4))
        await program.dispose()
        expect([...outside.dataSync()]).toEqual(numbers)
      }
    }),
  )

  it(
    'follows no later change: a variable is what it was at the trace',
    withOutside(async (outside) => {
      const variable = tf.variable(outside)
      const graph = trace(x, ({ x }) => ({ y: tf.add(x!, variable) }))
      const next = tf.tensor1d([7, 7, 7])
      variable.assign(next)
      next.dispose()
      expect((await runGraph(graph, { x: new Float32Array(3) })).y).toEqual(Float32Array.of(1, 2, 3))
      expect([...variable.dataSync()]).toEqual([7, 7, 7])
      variable.dispose()
    }),
  )
})
