import * as tf from '@tensorflow/tfjs'

/** What an operator of a random program chooses by. */
export interface Choices {
  /** A whole number from 0 up to `count`, exclusive. */
  readonly pick: (count: number) => number
  /** Another tensor of the program. */
  readonly other: () => tf.Tensor
}

/** An operator of a random program; it may refuse what it is given by throwing. */
export interface Operator {
  readonly apply: (x: tf.Tensor, choices: Choices) => tf.Tensor
  /** Its results are rounded, so that the last digit may differ. */
  readonly rounds: boolean
  /** TensorFlow.js's gradient of it is declared to differ (docs/engine.md). */
  readonly gradientDiffers?: boolean
  /** In TensorFlow.js NaN and infinities spread in it, or in its gradient, to where they do not belong (docs/engine.md). */
  readonly spreads?: boolean
}

type Apply = Operator['apply']

const exact = (apply: Apply): Operator => ({ apply, rounds: false })
const rounded = (apply: Apply): Operator => ({ apply, rounds: true })
const oneOf = <T>({ pick }: Choices, ...values: readonly T[]): T => values[pick(values.length)]!
const axisOf = (x: tf.Tensor, { pick }: Choices): number => pick(2 * x.rank) - x.rank
const axesOf = (x: tf.Tensor, { pick }: Choices): number[] | undefined => {
  const axes = x.shape.flatMap((_, axis) => (pick(2) ? [axis] : []))
  return pick(4) === 0 ? undefined : axes
}
const paddingsOf = (x: tf.Tensor, { pick }: Choices) => x.shape.map((): [number, number] => [pick(3), pick(3)])
/** Some of a tensor's numbers, the same in every run, in a shape. */
const weights = (shape: number[]): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => (((i * 7) % 11) - 5) / 4),
    shape,
  )
/** A tensor as images [B, H, W, C] of the same numbers. */
const images = (x: tf.Tensor): tf.Tensor4D => {
  const shape = [...x.shape]
  while (shape.length < 4) shape.unshift(1)
  return tf.reshape(tf.cast(x, 'float32'), shape.slice(-4)) as tf.Tensor4D
}
const places = (count: number, limit: number, start: number): tf.Tensor1D =>
  tf.tensor1d(
    Array.from({ length: count }, (_, i) => (i * 5 + start) % limit),
    'int32',
  )

/** TensorFlow.js does not broadcast an axis of one to none in all of its operators. */
function filled(x: tf.Tensor): tf.Tensor {
  if (x.size === 0) throw new Error('nothing there')
  return x
}

/** Without the sign of a zero, which may differ (docs/engine.md) and is seen in what is divided by it. */
const unsigned = (x: tf.Tensor): tf.Tensor => (x.dtype === 'float32' ? tf.add(x, 0) : x)

const exactFunctions = {
  abs: tf.abs,
  neg: tf.neg,
  floor: tf.floor,
  ceil: tf.ceil,
  round: tf.round,
  sign: tf.sign,
  square: tf.square,
  relu: tf.relu,
  relu6: tf.relu6,
  isNaN: tf.isNaN,
  isInf: tf.isInf,
  isFinite: tf.isFinite,
  zerosLike: tf.zerosLike,
  onesLike: tf.onesLike,
  clone: tf.clone,
}
const roundedFunctions = {
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
  reciprocal: tf.reciprocal,
  exp: tf.exp,
  expm1: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  tanh: tf.tanh,
  elu: tf.elu,
  selu: tf.selu,
  erf: tf.erf,
  sin: tf.sin,
  cos: tf.cos,
  atan: tf.atan,
  asinh: tf.asinh,
  logSigmoid: tf.logSigmoid,
}
const exactPairs = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
}
const roundedPairs = {
  div: tf.div,
  divNoNan: tf.divNoNan,
  floorDiv: tf.floorDiv,
  mod: tf.mod,
  pow: tf.pow,
  atan2: tf.atan2,
}

const all = <T extends Readonly<Record<string, unknown>>>(functions: T, operator: (f: never) => Operator) =>
  Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, operator(f as never)])) as Record<
    string,
    Operator
  >
type Unary = (x: tf.Tensor) => tf.Tensor
type Pair = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

/** The operators that random programs are made of, by name. */
export const operators: Readonly<Record<string, Operator>> = {
  ...all(exactFunctions, (f: Unary) => exact((x) => f(x))),
  ...all(roundedFunctions, (f: Unary) => rounded((x) => f(unsigned(tf.cast(x, 'float32'))))),
  ...all(exactPairs, (f: Pair) => exact((x, { other }) => f(x, other()))),
  ...all(roundedPairs, (f: Pair) => rounded((x, { other }) => f(unsigned(x), unsigned(other())))),
  withNumber: exact((x, c) => oneOf(c, tf.add, tf.sub, tf.mul, tf.maximum, tf.less)(x, oneOf(c, 0, 1, -1, 0.5, -2))),
  numberWith: exact((x, c) => oneOf(c, tf.add, tf.sub, tf.mul)(oneOf(c, 0, 1, -1, 2), x)),
  divided: rounded((x, c) => tf.div(oneOf(c, 1, -2, 0), unsigned(x))),
  power: rounded((x, c) => tf.pow(unsigned(x), oneOf(c, 0, 1, 2, 3, -1, 0.5))),
  and: exact((x, { other }) => tf.logicalAnd(tf.cast(x, 'bool'), tf.cast(other(), 'bool'))),
  or: exact((x, { other }) => tf.logicalOr(tf.cast(x, 'bool'), tf.cast(other(), 'bool'))),
  not: exact((x) => tf.logicalNot(tf.cast(x, 'bool'))),
  where: exact((x, { other }) => tf.where(tf.cast(filled(x), 'bool'), filled(other()), filled(other()))),
  whereSmall: exact((x, { other }) => {
    const y = filled(other())
    return tf.where(tf.less(filled(x), y), x, y)
  }),
  leakyRelu: rounded((x, c) => tf.leakyRelu(x, oneOf(c, 0.25, 0.1, 0))),
  step: exact((x, c) => tf.step(x, oneOf(c, 0, 0.25, -1))),
  clip: exact((x, c) => tf.clipByValue(x, oneOf(c, -1, 0, -0.5), oneOf(c, 0, 1, 2.5))),
  prelu: exact((x, c) => tf.prelu(tf.cast(x, 'float32'), c.pick(2) ? tf.scalar(0.25) : tf.cast(c.other(), 'float32'))),
  toFloat: exact((x) => tf.cast(x, 'float32')),
  toInt: exact((x) => tf.cast(x, 'int32')),
  toBool: exact((x) => tf.cast(x, 'bool')),

  sum: exact((x, c) => tf.sum(x, axesOf(x, c), c.pick(2) === 1)),
  mean: rounded((x, c) => tf.mean(x, axesOf(x, c), c.pick(2) === 1)),
  max: exact((x, c) => tf.max(x, axesOf(x, c), c.pick(2) === 1)),
  min: exact((x, c) => tf.min(x, axesOf(x, c), c.pick(2) === 1)),
  prod: rounded((x, c) => tf.prod(x, axesOf(x, c), c.pick(2) === 1)),
  anyOf: exact((x, c) => tf.any(tf.cast(x, 'bool'), axesOf(x, c))),
  allOf: exact((x, c) => tf.all(tf.cast(x, 'bool'), axesOf(x, c))),
  argMax: exact((x, c) => tf.argMax(x, axisOf(x, c))),
  argMin: exact((x, c) => tf.argMin(x, axisOf(x, c))),
  // TensorFlow.js's plain backend mistakes axes that are counted from the end.
  cumsum: exact((x, c) => tf.cumsum(x, c.pick(x.rank), c.pick(2) === 1, c.pick(2) === 1)),
  cumprod: rounded((x, c) => tf.cumprod(x, c.pick(x.rank), c.pick(2) === 1, c.pick(2) === 1)),
  softmax: rounded((x) => tf.softmax(tf.cast(x, 'float32'))),
  logSoftmax: rounded((x) => tf.logSoftmax(tf.cast(x, 'float32'))),
  logSumExp: rounded((x, c) => tf.logSumExp(tf.cast(x, 'float32'), axesOf(x, c), c.pick(2) === 1)),
  norm: rounded((x, c) => tf.norm(tf.cast(x, 'float32'), oneOf(c, 1, 2, 'euclidean'), axisOf(x, c))),
  variance: rounded((x, c) => tf.moments(x, axesOf(x, c), c.pick(2) === 1).variance),
  // NaN has no place in an order, and may come to any.
  topk: { ...exact((x, c) => tf.topk(x, c.pick((x.shape.at(-1) ?? 0) + 1)).values), spreads: true },

  flat: exact((x) => tf.reshape(x, [-1])),
  wrapped: exact((x) => tf.reshape(x, [1, x.size, 1])),
  folded: exact((x) => tf.reshape(x, [...x.shape.slice(0, -2), x.shape.slice(-2).reduce((a, b) => a * b, 1)])),
  expandDims: exact((x, { pick }) => tf.expandDims(x, pick(x.rank + 1))),
  squeeze: exact((x) => tf.squeeze(x)),
  transpose: exact((x, c) => {
    const perm = x.shape.map((_, axis) => axis)
    const first = c.pick(x.rank || 1)
    return tf.transpose(
      x,
      oneOf(
        c,
        perm.toReversed(),
        [...perm.slice(first), ...perm.slice(0, first)],
        perm.with(0, x.rank - 1).with(-1, 0),
      ),
    )
  }),
  tile: exact((x, { pick }) =>
    tf.tile(
      x,
      x.shape.map(() => 1 + pick(2)),
    ),
  ),
  broadcast: exact((x, { other }) => tf.broadcastTo(x, other().shape)),
  pad: exact((x, c) => tf.pad(x, paddingsOf(x, c), oneOf(c, 0, -1, 0.5))),
  mirrorPad: exact((x, c) => tf.mirrorPad(x, paddingsOf(x, c), oneOf(c, 'reflect', 'symmetric'))),
  reverse: exact((x, c) => tf.reverse(x, axesOf(x, c))),
  slice: exact((x, { pick }) => {
    const begin = x.shape.map((n) => pick(n + 1))
    return tf.slice(
      x,
      begin,
      x.shape.map((n, axis) => pick(n - begin[axis]! + 1)),
    )
  }),
  stridedSlice: exact((x, c) => {
    const strides = x.shape.map(() => oneOf(c, 1, 2, -1, -2))
    return tf.stridedSlice(
      x,
      x.shape.map((n) => c.pick(n + 1)),
      x.shape.map((n) => c.pick(n + 1)),
      strides,
      c.pick(4),
      c.pick(4),
    )
  }),
  concat: exact((x, c) => tf.concat([x, c.other()], axisOf(x, c))),
  concatThrice: exact((x, c) => tf.concat([x, x, tf.neg(x)], axisOf(x, c))),
  stack: exact((x, { pick, other }) => tf.stack([x, other()], pick(x.rank + 1))),
  unstack: exact((x, c) => oneOf(c, ...tf.unstack(x, axisOf(x, c)))),
  split: exact((x, c) => {
    const axis = axisOf(x, c)
    const first = c.pick(x.shape.at(axis)! + 1)
    return oneOf(c, ...tf.split(x, [first, x.shape.at(axis)! - first], axis))
  }),
  gather: {
    ...exact((x, c) => {
      const axis = axisOf(x, c)
      return tf.gather(x, places(1 + c.pick(3), x.shape.at(axis)!, c.pick(3)), axis)
    }),
    spreads: true,
  },
  gatherBy: {
    ...exact((x, c) => {
      const index = tf.abs(tf.cast(tf.clipByValue(c.other(), -9, 9), 'int32'))
      return tf.gather(x, tf.mod(index, x.shape[0]!), 0)
    }),
    spreads: true,
  },
  oneHot: exact((x, { pick }) => tf.oneHot(tf.cast(x, 'int32'), 1 + pick(4))),
  scatter: exact((x) =>
    tf.scatterND(tf.expandDims(places(x.shape[0]!, x.shape[0]! + 2, 1), 1), x, [x.shape[0]! + 2, ...x.shape.slice(1)]),
  ),
  gatherND: exact((x, { pick }) => tf.gatherND(x, tf.expandDims(places(2, x.shape[0]!, pick(3)), 1))),
  segments: {
    ...exact((x) => {
      if (x.rank === 0) throw new Error('a number has no rows')
      return tf.unsortedSegmentSum(x, places(x.shape[0]!, 3, 1), 3)
    }),
    spreads: true,
  },

  matMul: rounded((x, c) => {
    const y = c.other()
    const [batch, another] = [x, y].map(({ shape }) => shape.slice(0, -2).join()) as [string, string]
    if (batch !== another && batch !== '' && another !== '') throw new Error('broadcast batches differ')
    return tf.matMul(x, y, c.pick(2) === 1, c.pick(2) === 1)
  }),
  gram: rounded((x, c) => (c.pick(2) ? tf.matMul(x, x, true) : tf.matMul(x, x, false, true))),
  linear: rounded((x, c) => {
    const y = tf.matMul(tf.cast(x, 'float32'), weights([x.shape.at(-1)!, 3]))
    return c.pick(2) ? tf.add(y, tf.tensor1d([0.5, -1, 2])) : y
  }),
  dense: rounded((x, c) =>
    tf.fused.matMul({
      a: tf.cast(x, 'float32') as tf.Tensor2D,
      b: weights([x.shape.at(-1)!, 3]) as tf.Tensor2D,
      activation: oneOf(c, 'relu', 'linear', 'sigmoid', 'elu'),
      bias: tf.tensor1d([0.5, -1, 2]),
    }),
  ),
  einsum: rounded((matrix, c) => {
    const x = tf.reshape(matrix, [-1, matrix.shape.at(-1) ?? 1])
    return tf.einsum(oneOf(c, 'ij,kj->ik', 'ij,ij->j'), x, x)
  }),

  conv2d: rounded((x, c) => {
    const y = images(x)
    const pad = oneOf<'same' | 'valid' | number>(c, 'same', 'valid', 1)
    return tf.conv2d(y, weights([1 + c.pick(3), 1 + c.pick(3), y.shape[3], 2]) as tf.Tensor4D, 1 + c.pick(2), pad)
  }),
  depthwise: rounded((x, c) => {
    const y = images(x)
    const filter = weights([1 + c.pick(2), 1 + c.pick(2), y.shape[3], 1 + c.pick(2)]) as tf.Tensor4D
    return tf.depthwiseConv2d(y, filter, 1 + c.pick(2), oneOf(c, 'same', 'valid'))
  }),
  conv2dTranspose: rounded((x, { pick }) => {
    const y = images(x)
    const [batch, height, width, channels] = y.shape
    const size = 1 + pick(3)
    return tf.conv2dTranspose(
      y,
      weights([size, size, 2, channels]) as tf.Tensor4D,
      [batch, height * 2, width * 2, 2],
      2,
      'same',
    )
  }),
  maxPool: exact((x, c) =>
    tf.maxPool(
      images(x),
      [1 + c.pick(3), 1 + c.pick(3)],
      1 + c.pick(2),
      oneOf<'same' | number>(c, 'same', 'valid' as 'same', 1, 2),
    ),
  ),
  avgPool: rounded((x, c) =>
    tf.avgPool(
      images(x),
      [1 + c.pick(3), 1 + c.pick(3)],
      1 + c.pick(2),
      oneOf<'same' | number>(c, 'same', 'valid' as 'same', 1, 2),
    ),
  ),
  resizeBilinear: {
    ...rounded((x, { pick }) => tf.image.resizeBilinear(images(x), [1 + pick(5), 1 + pick(5)], pick(2) === 1)),
    gradientDiffers: true,
  },
  resizeNearest: {
    ...exact((x, { pick }) => tf.image.resizeNearestNeighbor(images(x), [1 + pick(5), 1 + pick(5)], pick(2) === 1)),
    gradientDiffers: true,
  },
  batchNorm: rounded((x) => {
    const y = images(x)
    const channels = [y.shape[3]]
    return tf.batchNorm(
      y,
      weights(channels) as tf.Tensor1D,
      tf.abs(weights(channels)) as tf.Tensor1D,
      tf.scalar(0.5) as never,
      tf.scalar(2) as never,
    )
  }),
  depthToSpace: exact((x) => tf.depthToSpace(images(x), 2)),
  spaceToBatch: exact((x, { pick }) => {
    const y = images(x)
    const [, height, width] = y.shape
    return tf.spaceToBatchND(
      y,
      [2, 2],
      [
        [pick(2) * 2, height % 2],
        [0, (width % 2) + 2 * pick(2)],
      ],
    )
  }),
}
