import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { runGraph } from '../../test/run-graph.js'
import type { DType, HostArray } from '../tensor.js'
import { trace } from './trace.js'

// Windows, places and types at their edges, traced against TensorFlow.js run at once, with gradients.

beforeAll(async () => {
  await tf.setBackend('cpu')
})

interface Operand {
  readonly data: HostArray
  readonly shape: number[]
  readonly dtype: DType
}
type Op = (...args: tf.Tensor[]) => tf.Tensor

const floats = (shape: number[], ...data: number[]): Operand => ({
  data: Float32Array.from(
    data.length > 0 ? data : { length: tf.util.sizeFromShape(shape) },
    (x, i) => x ?? Math.sin(1.7 * i + 1),
  ),
  shape,
  dtype: 'float32',
})
const wholes = (shape: number[], ...data: number[]): Operand => ({ data: Int32Array.from(data), shape, dtype: 'int32' })
const truths = (shape: number[], ...data: number[]): Operand => ({ data: Uint8Array.from(data), shape, dtype: 'bool' })

/** The op's result, and the gradients of a sum of it with respect to its floats. */
function results(op: Op, args: readonly tf.Tensor[], gradient: boolean): tf.Tensor[] {
  const open = args.filter(({ dtype }) => gradient && dtype === 'float32')
  if (open.length === 0) return [op(...args)]
  const weigh = (...xs: tf.Tensor[]) => {
    const y = op(...args.map((arg) => xs[open.indexOf(arg)] ?? arg))
    return tf.sum(
      tf.mul(
        y,
        tf.tensor(
          Float32Array.from({ length: y.size }, (_, i) => 1.3 + Math.cos(i)),
          y.shape,
        ),
      ),
    )
  }
  return [op(...args), ...tf.grads(weigh as (...xs: tf.Tensor[]) => tf.Scalar)(open)]
}

async function expectAsEager(op: Op, operands: readonly Operand[], gradient: boolean): Promise<void> {
  const eager = results(
    op,
    operands.map(({ data, shape, dtype }) => tf.tensor(data, shape, dtype)),
    gradient,
  )
  const specs = Object.fromEntries(operands.map((operand, i) => [`${i}`, operand]))
  const types: string[] = []
  const graph = trace(specs, (inputs) => {
    const found = results(
      op,
      operands.map((_, i) => inputs[`${i}`]!),
      gradient,
    )
    types.push(...found.map(({ dtype }) => dtype))
    return Object.fromEntries(found.map((y, i) => [`y${i}`, y]))
  })
  const feeds = Object.fromEntries(operands.map(({ data }, i) => [`${i}`, data]))
  const found = await runGraph(graph, feeds)
  eager.forEach((y, i) => {
    expect(types[i]).toBe(y.dtype)
    expect(graph.outputs[`y${i}`]!.shape).toEqual(y.shape)
    const [expected, got] = [[...y.dataSync<'float32'>()].slice(0, y.size), [...found[`y${i}`]!]]
    expect(got.length).toBe(y.size)
    for (const [at, number] of expected.entries()) {
      if (Number.isFinite(number)) expect(got[at]).toBeCloseTo(number, 4)
      else expect(got[at]).toBe(number)
    }
  })
}

const images = floats([2, 5, 6, 3])
const windows: readonly (readonly [[number, number], number, number, 'floor' | 'ceil' | 'round'])[] = [
  [[3, 2], 2, 0, 'floor'],
  [[3, 2], 2, 0, 'ceil'],
  [[3, 1], 1, 0, 'round'],
  [[4, 2], 3, 1, 'ceil'],
]
const { NaN: nan, NEGATIVE_INFINITY: low, POSITIVE_INFINITY: high } = Number

describe('windows that do not fit', () => {
  it.each(windows)('of %j, stride %d, padding %d, %s', async (size, stride, pad, rounding) => {
    type Images = tf.Tensor4D
    const conv: Op = (x, w) => tf.conv2d(x as Images, w as Images, stride, pad, 'NHWC', 1, rounding)
    const depthwise: Op = (x, w) => tf.depthwiseConv2d(x as Images, w as Images, stride, pad, 'NHWC', 1, rounding)
    await expectAsEager(conv, [images, floats([...size, 3, 4])], true)
    await expectAsEager(depthwise, [images, floats([...size, 3, 2])], true)
    await expectAsEager((x) => tf.maxPool(x as Images, size, stride, pad, rounding), [images], true)
    await expectAsEager((x) => tf.avgPool(x as Images, size, stride, pad, rounding), [images], true)
  })
})

describe('windows that lie wholly outside the image', () => {
  it.each<[number | [number, number], number | [number, number], number]>([
    [2, 1, 2],
    [2, 3, 5],
    [1, 1, 1],
    [[1, 4], 2, 3],
    [3, [4, 1], 3],
  ])('of size %j, stride %j, padding %d', async (size, stride, pad) => {
    const withOdd = floats([2, 3, 4, 2])
    withOdd.data.set([nan, high, low, 0])
    for (const x of [images, withOdd, floats([1, 1, 1, 1])]) {
      await expectAsEager((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad), [x], true)
      await expectAsEager((x) => tf.avgPool(x as tf.Tensor4D, size, stride, pad), [x], true)
    }
    const whole = wholes([1, 2, 2, 1], -5, -7, 2 ** 31 - 2, 2 ** 31 - 1)
    await expectAsEager((x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad), [whole], false)
  })

  it('with another padding at each edge', async () => {
    const paddings: [number, number][] = [[0, 0], [4, 1], [0, 3], [0, 0]] // biome-ignore format: one line reads best
    for (const pool of [tf.maxPool, tf.avgPool]) {
      await expectAsEager((x) => pool(x as tf.Tensor4D, 2, 1, paddings as never), [images], true)
    }
  })
})

describe('the largest of a window', () => {
  it.each<[string, number[]]>([
    ['NaN among others', [1, 2, nan, 4, 5, 6, 7, 8, 3]],
    ['nothing but NaN', [nan, nan, nan, nan, nan, nan, nan, nan, nan]],
    ['nothing but minus infinity', [low, low, low, low, low, low, low, low, low]],
    ['infinities', [high, 1, low, 2, high, 3, -1, low, nan]],
  ])('%s', async (_, data) => {
    for (const [size, stride] of [
      [2, 1],
      [2, 2],
      [3, 1],
    ] as const) {
      await expectAsEager(
        (x) => tf.maxPool(x as tf.Tensor4D, size, stride, 'same'),
        [floats([1, 3, 3, 1], ...data)],
        true,
      )
    }
  })

  it('keeps every digit of whole numbers', async () => {
    const pool: Op = (x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 'same')
    await expectAsEager(pool, [wholes([1, 2, 2, 1], -5, -7, 2 ** 31 - 2, 2 ** 31 - 1)], false)
  })
})

describe('types and scalars', () => {
  it.each<[string, Op, Operand[]]>([
    [
      'einsum of floats and whole numbers',
      (a, b) => tf.einsum('ij,jk->ik', a, b),
      [wholes([2, 2], 1, 2, 3, 4), floats([2, 2])],
    ],
    ['einsum of truth values', (a, b) => tf.einsum('i,j->ij', a, b), [truths([2], 1, 0), truths([2], 1, 1)]],
    ['truth values scattered', (k, u) => tf.scatterND(k, u, [3]), [wholes([2, 1], 0, 2), truths([2], 1, 1)]],
    ['whole numbers joined with floats', (a, b) => tf.concat([a, b]), [wholes([2], 1, 2), floats([2], 0.5, -1.5)]],
    ['floats joined with truth values', (a, b) => tf.concat([a, b]), [truths([2], 1, 0), floats([3], 0.7, 1.5, -0.2)]],
    [
      'sums of segments of whole numbers',
      (x) => tf.unsortedSegmentSum(x, tf.tensor1d([1, 0], 'int32'), 2),
      [wholes([2], 3, 4)],
    ],
    [
      'sums of segments of truth values',
      (x) => tf.unsortedSegmentSum(x, tf.tensor1d([1, 1], 'int32'), 2),
      [truths([2], 1, 1)],
    ],
    ['a product of no matrices', (a, b) => tf.matMul(a, b), [floats([1, 0, 4, 1]), floats([1, 3])]],
    ['running sum of a scalar', (x) => tf.cumsum(x), [floats([], 3)]],
    ['running product of a scalar', (x) => tf.cumprod(x), [floats([], 3)]],
  ])('%s', async (_, op, operands) => {
    await expectAsEager(op, operands, false)
  })
})

describe('places that are not there', () => {
  const ops: readonly [string, (places: tf.Tensor) => tf.Tensor][] = [
    ['gathered', (places) => tf.gatherND(tf.zeros([3, 4]), places)],
    ['scattered', (places) => tf.scatterND(places, tf.ones([1]), [3, 4])],
  ]
  it.each(ops)('are refused where they are %s', async (_, op) => {
    for (const place of [
      [-1, 0],
      [3, 0],
      [0, 5],
    ]) {
      const refused = () => trace({}, () => ({ y: op(tf.tensor2d([place], [1, 2], 'int32')) }))
      expect(refused).toThrow(expect.objectContaining({ code: 'WRONG_VALUE' }))
      const graph = trace({ places: { shape: [1, 2], dtype: 'int32' } }, ({ places }) => ({ y: op(places!) }))
      await expect(runGraph(graph, { places: Int32Array.from(place) })).rejects.toThrow(/indices/)
    }
  })
})

it('counts the tensors of variables as they come and go', () => {
  const before = tf.memory().numTensors
  trace({ x: { shape: [2] } }, ({ x }) => {
    const w = tf.variable(tf.tensor1d([1, 2]))
    w.assign(tf.tensor1d([3, 4]))
    w.dispose()
    return { y: tf.add(x!, 1) }
  })
  expect(tf.memory().numTensors).toBe(before)
})

describe("TensorFlow.js's own checks have a code", () => {
  const x = tf.zeros([4, 4])
  it.each<[string, () => tf.Tensor, string]>([
    ['a rank', () => tf.maxPool(x as unknown as tf.Tensor4D, 2, 2, 'same'), 'WRONG_SHAPE'],
    [
      'channels',
      () => tf.conv2d(tf.zeros<tf.Rank.R4>([1, 4, 4, 3]), tf.zeros<tf.Rank.R4>([2, 2, 2, 1]), 1, 'same'),
      'WRONG_SHAPE',
    ],
    ['a type', () => tf.sqrt(tf.cast(x, 'int32')), 'WRONG_DTYPE'],
    [
      'a window larger than its image',
      () => tf.conv2d(tf.zeros<tf.Rank.R4>([1, 1, 1, 1]), tf.zeros<tf.Rank.R4>([3, 3, 1, 1]), 1, 'valid'),
      'WRONG_SHAPE',
    ],
    ['an equation of other ranks', () => tf.einsum('ij,kj->ik', tf.zeros([2, 2, 2]), x), 'WRONG_SHAPE'],
    ['bounds', () => tf.clipByValue(x, 2, 1), 'WRONG_VALUE'],
    ['what is not there', () => tf.grad((y: tf.Tensor) => tf.cumprod(y))(x), 'UNSUPPORTED'],
  ])('%s', (_, op, code) => {
    expect(() => trace({}, () => ({ y: op() }))).toThrow(expect.objectContaining({ code }))
  })

  it("and the body's own errors stay what they are", () => {
    const mine = new Error('mine')
    const body = () => {
      throw mine
    }
    expect(() => trace({}, body)).toThrow(mine)
  })
})
