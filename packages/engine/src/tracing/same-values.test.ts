import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runGraph } from '../../test/run-graph.js'
import type { TensorMap } from '../tensor.js'
import { trace } from './trace.js'

// Values that a trace once had wrong, against numbers written out by hand.

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const x4 = Float32Array.of(1, 2, 3, 4)

/** What a body makes of x = [1, 2, 3, 4], or of what is given. */
async function traced(body: (tensors: TensorMap) => tf.Tensor, x: Float32Array | Int32Array = x4): Promise<number[]> {
  const dtype = x instanceof Int32Array ? 'int32' : 'float32'
  const graph = trace({ x: { shape: [x.length], dtype } }, (tensors) => ({ y: body(tensors) }))
  return [...(await runGraph(graph, { x })).y!]
}

describe('constants are folded as what would run', () => {
  it.each<[string, (tensors: TensorMap) => tf.Tensor, number[]]>([
    [
      'an attention mask',
      ({ x }) => tf.add(x!, tf.where(tf.tensor1d([1, 0, 1, 0], 'bool'), 0, -1e9)),
      [1, -999999998, 3, -999999996].map(Math.fround),
    ],
    ['a triangle', () => tf.linalg.bandPart(tf.ones([3, 3]), -1, 0), [1, 0, 0, 1, 1, 0, 1, 1, 1]],
    ['divNoNan', () => tf.divNoNan([2, 2, 0, 2], [1, 1, 0, 1]), [2, 2, 0, 2]],
    ['the gradient of pow', () => tf.grad((x: tf.Tensor) => tf.pow(x, 3))(tf.tensor1d([1, 2])), [3, 12]],
    ['the gradient of elu', () => tf.grad((x: tf.Tensor) => tf.elu(x))(tf.tensor1d([1, 0])), [1, 1]],
    [
      'a broadcast',
      () => tf.max(tf.add(tf.broadcastTo(tf.tensor2d([[1], [2]]), [2, 3]), tf.tensor1d([0, 1, 5])), 1),
      [6, 7],
    ],
    [
      'a product of batches that broadcast in both directions',
      () => tf.matMul(tf.tensor([1, 2, 3], [3, 1, 1, 1]), tf.tensor([10, 100], [2, 1, 1])),
      [10, 100, 20, 200, 30, 300],
    ],
    [
      'a fused product with prelu',
      () =>
        tf.fused.matMul({
          a: tf.tensor2d([[1, -1]]),
          b: tf.tensor2d([
            [1, 0],
            [0, 1],
          ]),
          activation: 'prelu',
          preluActivationWeights: tf.scalar(0.5),
        }),
      [1, -0.5],
    ],
  ])('%s', async (_, body, expected) => {
    expect(await traced(body)).toEqual(expected)
  })

  it.each([-88, -40, -20, -18, -15, -1, 0, 3])('the logistic at %d has its digits, folded or run', async (at) => {
    const right = 1 / (1 + Math.exp(-at))
    const [folded] = await traced(() => tf.sigmoid(tf.scalar(at)))
    const [run] = await traced(({ x }) => tf.sigmoid(x!), Float32Array.of(at))
    for (const found of [folded!, run!]) expect(Math.abs(found / right - 1)).toBeLessThan(4 * 2 ** -23)
  })

  it('a cross-entropy by hand at a logit of -20 is finite, and so is its gradient', async () => {
    const loss = (x: tf.Tensor) => tf.neg(tf.log(tf.sigmoid(x)))
    const [value] = await traced(({ x }) => loss(x!), Float32Array.of(-20))
    const [gradient] = await traced(({ x }) => tf.grad(loss)(x!), Float32Array.of(-20))
    expect(value).toBeCloseTo(20, 4)
    expect(gradient).toBeCloseTo(-1, 4)
  })
})

describe('numbers at the edge', () => {
  it.each<[string, (tensors: TensorMap) => tf.Tensor, number[], number[]]>([
    ['max shows NaN', ({ x }) => tf.max(x!), [3, Number.NaN, 2], [Number.NaN]],
    ['min shows NaN', ({ x }) => tf.min(x!), [3, Number.NaN, 2], [Number.NaN]],
    [
      'the gradient of relu shows NaN',
      ({ x }) => tf.grad((a: tf.Tensor) => tf.relu(a))(x!),
      [Number.NaN, -1, 1],
      [Number.NaN, 0, 1],
    ],
    ['the sign of NaN is 0', ({ x }) => tf.sign(x!), [Number.NaN, -2], [0, -1]],
    ['argMax passes NaN over', ({ x }) => tf.argMax(x!), [1, Number.NaN, 2], [2]],
    ['a range may go down', () => tf.range(4, -2), [0], [4, 3, 2, 1, 0, -1]],
    ['log1p of large numbers', ({ x }) => tf.log1p(x!), [1e37], [Math.fround(Math.log1p(1e37))]],
    ['the remainder of infinity', ({ x }) => tf.mod(tf.scalar(1), x!), [Number.POSITIVE_INFINITY], [1]],
    ['x + 0 at -0', ({ x }) => tf.div(1, tf.add(x!, 0)), [-0], [Number.POSITIVE_INFINITY]],
  ])('%s', async (_, body, given, expected) => {
    expect(await traced(body, Float32Array.from(given))).toEqual(expected)
  })

  it.each<[string, (tensors: TensorMap) => tf.Tensor, number[], number[]]>([
    ['clipped up to infinity', ({ x }) => tf.clipByValue(x!, 0, Number.POSITIVE_INFINITY), [-1, 5, 9], [0, 5, 9]],
    ['sums wrap', ({ x }) => tf.sum(x!), [2 ** 31 - 1, 1], [-(2 ** 31)]],
    ['division by 0', ({ x }) => tf.div(x!, tf.scalar(0, 'int32')), [5, -5], [0, 0]],
    ['remainder by 0', ({ x }) => tf.mod(x!, tf.scalar(0, 'int32')), [5, -5], [0, 0]],
    ['the remainder of the largest', ({ x }) => tf.mod(x!, tf.scalar(10, 'int32')), [2 ** 31 - 1], [7]],
    ['joined with floats', ({ x }) => tf.concat([x!, tf.tensor1d([0.5])]), [1, 2], [1, 2, 0]],
  ])('of int32: %s', async (_, body, given, expected) => {
    expect(await traced(body, Int32Array.from(given))).toEqual(expected)
  })

  it('floorDiv of floats is int32, as in TensorFlow.js', () => {
    trace({ x: { shape: [1] } }, ({ x }) => {
      expect(tf.floorDiv(x!, tf.scalar(2)).dtype).toBe('int32')
      return { y: x! }
    })
  })
})

describe('arguments that do not fit are refused while tracing, with a code', () => {
  it.each<[string, string, (tensors: TensorMap) => tf.Tensor]>([
    ['a slice beyond the end', 'WRONG_SHAPE', ({ x }) => tf.mean(tf.slice(x!, [2], [10]))],
    [
      'a reshape to another size',
      'WRONG_SHAPE',
      ({ x }) => tf.engine().runKernel('Reshape', { x: x! }, { shape: [3] }),
    ],
    ['an axis before the first', 'WRONG_SHAPE', ({ x }) => tf.expandDims(x!, -3)],
    ['an index below 0', 'WRONG_VALUE', ({ x }) => tf.gather(x!, tf.tensor1d([-1], 'int32'))],
    ['an index beyond the end', 'WRONG_VALUE', ({ x }) => tf.gather(x!, tf.tensor1d([4], 'int32'))],
    [
      'a stack of two shapes',
      'WRONG_SHAPE',
      ({ x }) => tf.engine().runKernel('Pack', [x!, tf.scalar(1)] as never, { axis: 0 }),
    ],
    [
      'an inner size',
      'WRONG_SHAPE',
      ({ x }) =>
        tf
          .engine()
          .runKernel(
            'BatchMatMul',
            { a: tf.reshape(x!, [2, 2]), b: tf.zeros([3, 1]) },
            { transposeA: false, transposeB: false },
          ),
    ],
    ['a fill of text', 'WRONG_DTYPE', () => tf.fill([3], 'a')],
  ])('%s', (_, code, body) => {
    expect(() => trace({ x: { shape: [4] } }, (tensors) => ({ y: body(tensors) }))).toThrow(
      expect.objectContaining({ code }),
    )
  })

  it('debugging and profiling change nothing', async () => {
    const debug = tf.env().getBool('DEBUG')
    Object.assign(tf.env().getFlags(), { DEBUG: true })
    try {
      expect(await traced(({ x }) => tf.exp(tf.mul(x!, 0)))).toEqual([1, 1, 1, 1])
      expect(tf.env().getBool('DEBUG')).toBe(true)
    } finally {
      Object.assign(tf.env().getFlags(), { DEBUG: debug })
    }
  })
})
