import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { countOps, nodesOf, runGraph } from '../../test/run-graph.js'
import type { TensorMap } from '../tensor.js'
import { trace } from '../tracing/trace.js'
import { broadcastShape, constantOf, createGraphBuilder, liveNodes } from './graph.js'

const traced = (body: (tensors: TensorMap) => TensorMap) => trace({ x: { shape: [2, 3] }, row: { shape: [3] } }, body)

describe('the graph builder', () => {
  it('makes equal nodes once, and tells different attributes, integers and inputs apart', () => {
    const builder = createGraphBuilder()
    const x = builder.input('x', { shape: [4, 4] })
    const y = builder.input('y', { shape: [4, 4] })
    const make = (op: string, inputs: (typeof x)[], attributes = {}, integers: number[][] = []) =>
      builder.node({ op, inputs, attributes, integers, outputs: [{ shape: [4, 4], dtype: 'float32' }] })[0]!
    expect(make('Add', [x, y])).toBe(make('Add', [x, y]))
    expect(make('Add', [x, y])).not.toBe(make('Add', [y, x]))
    expect(make('Gemm', [x, y], { transA: 1 })).not.toBe(make('Gemm', [x, y], { transA: 0 }))
    expect(make('Slice', [x], {}, [[0], [2]])).not.toBe(make('Slice', [x], {}, [[0], [3]]))
  })

  it('merges small constants by their bits, type and shape', () => {
    const builder = createGraphBuilder()
    const zero = builder.constant(Float32Array.of(0), [])
    expect(builder.constant(Float32Array.of(0), [])).toBe(zero)
    expect(builder.constant(Float32Array.of(-0), [])).not.toBe(zero)
    expect(builder.constant(Int32Array.of(0), [])).not.toBe(zero)
    expect(builder.constant(Float32Array.of(0), [1])).not.toBe(zero)
  })

  it('lists live nodes after their inputs, and no others', () => {
    const builder = createGraphBuilder()
    const unary = (op: string, input: ReturnType<typeof builder.input>) =>
      builder.node({ op, inputs: [input], outputs: [input] })[0]!
    const x = builder.input('x', { shape: [] })
    const a = unary('Exp', x)
    unary('Sin', a) // dead
    const b = unary('Tanh', a)
    expect(liveNodes([b, a]).map(({ op }) => op)).toEqual(['Exp', 'Tanh'])
  })

  it('walks chains far longer than the call stack', () => {
    const builder = createGraphBuilder()
    let value = builder.input('x', { shape: [] })
    for (let i = 0; i < 20_000; i++) value = builder.node({ op: 'Exp', inputs: [value], outputs: [value] })[0]!
    expect(liveNodes([value])).toHaveLength(20_000)
  })
})

describe('broadcastShape', () => {
  it.each([
    [
      [[2, 3], [3]],
      [2, 3],
    ],
    [
      [
        [2, 1],
        [1, 3],
      ],
      [2, 3],
    ],
    [[[], [4]], [4]],
    [
      [
        [0, 1],
        [1, 5],
      ],
      [0, 5],
    ],
    [[[1], [0]], [0]],
    [[[2], [3]], undefined],
    [[[0], [2]], undefined],
    [[], []],
  ] as const)('of %j is %j', (shapes, expected) => {
    expect(broadcastShape(...shapes)).toEqual(expected)
  })
})

describe('a recorded graph', () => {
  it('holds a repeated subexpression once', () => {
    const graph = traced(({ x, row }) => ({ y: tf.add(tf.exp(tf.mul(x!, row!)), tf.tanh(tf.exp(tf.mul(x!, row!)))) }))
    expect(countOps(graph)).toEqual({ Mul: 1, Exp: 1, Tanh: 1, Add: 1 })
  })

  it('drops what no output needs', () => {
    const graph = traced(({ x }) => {
      tf.exp(tf.sum(x!))
      return { y: tf.neg(x!) }
    })
    expect(countOps(graph)).toEqual({ Neg: 1 })
  })

  it('computes constants beforehand, also those that come of an array', () => {
    const graph = traced(({ x }) => {
      const weights = tf.exp(tf.tensor1d([1, 2, 3]))
      return { y: tf.mul(x!, tf.div(weights, tf.sum(weights))) }
    })
    expect(countOps(graph)).toEqual({ Mul: 1 })
    const softmax = constantOf(nodesOf(graph)[0]!.inputs[1]!)!
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3)
    softmax.forEach((found, i) => {
      expect(found).toBeCloseTo(Math.exp(i + 1) / sum, 6)
    })
  })

  it('leaves nothing behind of x - 0, x * 1, x / 1, x^1, clones, double negation and reshapes there and back', () => {
    const graph = traced(({ x }) => {
      const same = tf.neg(tf.neg(tf.pow(tf.div(tf.mul(tf.sub(x!, 0), 1), 1), 1)))
      return { y: tf.exp(tf.reshape(tf.reshape(tf.clone(same), [3, 2]), [2, 3])) }
    })
    expect(countOps(graph)).toEqual({ Exp: 1 })
    // x + 0 turns -0 into 0
    expect(countOps(traced(({ x }) => ({ y: tf.add(x!, 0) })))).toEqual({ Add: 1 })
  })

  it('puts broadcasting off until something needs it, which is often nothing', async () => {
    const body = ({ x, row }: TensorMap) => {
      const wide = tf.broadcastTo(row!, [2, 3])
      return { y: tf.mul(tf.exp(tf.neg(wide)), x!) }
    }
    const graph = traced(body)
    expect(countOps(graph)).toEqual({ Reshape: 1, Neg: 1, Exp: 1, Mul: 1 })
    expect(nodesOf(graph, 'Exp')[0]!.outputs[0]!.shape).toEqual([1, 3])
    const { y } = await runGraph(graph, { x: Float32Array.of(1, 2, 3, 4, 5, 6), row: Float32Array.of(0, 1, 2) })
    const expected = [1, 2, 3, 4, 5, 6].map((n, i) => n * Math.exp(-(i % 3)))
    expected.forEach((n, i) => {
      expect(y![i]).toBeCloseTo(n, 5)
    })
  })

  it('knows that one number everywhere is so in any shape', () => {
    const graph = traced(({ x }) => ({ y: tf.mul(x!, tf.exp(tf.reshape(tf.fill([6], 2), [2, 3]))) }))
    expect(countOps(graph)).toEqual({ Mul: 1 })
    expect(constantOf(nodesOf(graph)[0]!.inputs[1]!)).toHaveLength(1)
  })

  it('broadcasts where the values do matter', async () => {
    const graph = traced(({ row }) => ({ y: tf.sum(tf.broadcastTo(row!, [2, 3]), 0) }))
    expect(countOps(graph)).toEqual({ Reshape: 1, Expand: 1, ReduceSum: 1 })
    const { y } = await runGraph(graph, { x: new Float32Array(6), row: Float32Array.of(0, 1, 2) })
    expect([...y!]).toEqual([0, 2, 4])
  })
})
