import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { onEngines } from '../../test/on-engines.js'
import { createEngine } from '../engine.js'
import { EngineError } from '../errors.js'
import { broadcastShape } from '../graph/graph.js'
import type { Engine } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap } from '../tensor.js'
import { type HostTensor, sizeOf } from '../tensor.js'
import { ownKernels } from './registry.js'

// Every mapped op, traced and run by ONNX Runtime, against the same op run by TensorFlow.js: values and gradients.

interface Case {
  /** The kernel the case is for; null where it is about the types of its arguments. */
  readonly kernel: string | null
  /** Shapes to try, one for each argument. */
  readonly shapes: fc.Arbitrary<readonly (readonly number[])[]>
  readonly op: (...args: tf.Tensor[]) => tf.Tensor | tf.Tensor[]
  /** Arguments are drawn from this interval; (-2, 2) by default. */
  readonly domain?: readonly [low: number, high: number]
  /** Whole numbers as int32, for ops on indices. */
  readonly integers?: boolean
  /** False for ops that have no gradient, or none in TensorFlow.js. */
  readonly gradient?: boolean
  /** WebGPU lets drivers approximate some functions. */
  readonly roughOnGpu?: boolean
}

const size = fc.integer({ min: 0, max: 4 })
const shape = fc.array(size, { maxLength: 4 })
const filled = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
const oneOf = (arbitrary: fc.Arbitrary<readonly number[]>) => arbitrary.map((one) => [one])
/** Two shapes that broadcast: dimensions of the whole set to 1 or left off in front. */
const broadcasting = fc
  .tuple(shape, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), size, size)
  .map(([whole, ones, skipA, skipB]) => [
    whole.map((n, i) => (ones[i] ? 1 : n)).slice(skipA % (whole.length + 1)),
    whole.map((n, i) => (ones[i + 4] ? 1 : n)).slice(skipB % 2 ? skipB % (whole.length + 1) : 0),
  ])

const unary = (
  kernel: string,
  op: (x: tf.Tensor) => tf.Tensor,
  domain: Case['domain'] = [-2, 2],
  gradient = true,
): Case => ({ kernel, shapes: oneOf(shape), op, domain, gradient })

const binary = (
  kernel: string,
  op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  domain: Case['domain'] = [-2, 2],
  gradient = true,
): Case => ({ kernel, shapes: broadcasting, op: op as Case['op'], domain, gradient })

const comparison = (kernel: string, op: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor): Case => ({
  ...binary(kernel, op, [-2, 2], false),
  integers: true,
})

const on = (
  kernel: string | null,
  shapes: fc.Arbitrary<readonly number[]>,
  op: (x: tf.Tensor) => tf.Tensor | tf.Tensor[],
  more: Partial<Case> = {},
): Case => ({
  kernel,
  shapes: oneOf(shapes),
  op,
  ...more,
})

const exactly = (...shapes: number[][]) => fc.constant(shapes)

const cases: readonly Case[] = [
  unary('Abs', tf.abs),
  { ...unary('Acos', tf.acos, [-0.9, 0.9]), roughOnGpu: true },
  unary('Acosh', tf.acosh, [1.1, 4]),
  { ...unary('Asin', tf.asin, [-0.9, 0.9]), roughOnGpu: true },
  unary('Asinh', tf.asinh),
  unary('Atan', tf.atan),
  unary('Atanh', tf.atanh, [-0.9, 0.9]),
  unary('Ceil', tf.ceil),
  unary('Cos', tf.cos),
  unary('Cosh', tf.cosh),
  unary('Erf', tf.erf),
  unary('Exp', tf.exp),
  unary('Expm1', tf.expm1),
  unary('Expm1', (x) => tf.expm1(tf.mul(x, 1e-5))),
  unary('Floor', tf.floor),
  unary('Log', tf.log, [0.1, 4]),
  unary('Log1p', tf.log1p, [-0.9, 4]),
  unary('Log1p', (x) => tf.log1p(tf.mul(x, 1e-6))),
  unary('Neg', tf.neg),
  unary('Neg', (x) => tf.neg(tf.neg(x))),
  unary('Reciprocal', tf.reciprocal, [0.2, 2]),
  unary('Relu', tf.relu),
  unary('Relu6', (x) => tf.relu6(tf.mul(x, 5))),
  unary('Round', tf.round),
  unary('Rsqrt', tf.rsqrt, [0.2, 2]),
  unary('Selu', tf.selu),
  unary('Elu', tf.elu),
  on('EluGrad', shape, (x) => tf.grad(tf.elu)(x), { gradient: false }),
  unary('Sigmoid', tf.sigmoid),
  unary('Sign', tf.sign),
  unary('Sin', tf.sin),
  unary('Sinh', tf.sinh),
  unary('Softplus', tf.softplus),
  unary('Sqrt', tf.sqrt, [0.2, 4]),
  unary('Square', tf.square),
  unary('Step', (x) => tf.step(x, 0.25)),
  unary('Tan', tf.tan, [-1, 1]),
  unary('Tanh', tf.tanh),
  unary('IsNan', (x) => tf.isNaN(tf.sqrt(x)), [-2, 2], false),
  unary('IsInf', (x) => tf.isInf(tf.div(1, tf.round(x))), [-2, 2], false),
  unary('IsFinite', (x) => tf.isFinite(tf.div(1, tf.round(x))), [-2, 2], false),
  unary('LeakyRelu', (x) => tf.leakyRelu(x, 0.3)),
  unary('ClipByValue', (x) => tf.clipByValue(x, -0.5, 1)),
  unary('Cast', (x) => tf.cast(tf.cast(x, 'int32'), 'float32'), [-2, 2], false),
  unary('Cast', (x) => tf.cast(tf.cast(x, 'bool'), 'float32'), [-2, 2], false),
  unary('Identity', (x) => tf.clone(x)),
  unary('LogicalNot', (x) => tf.logicalNot(tf.greater(x, 0)), [-2, 2], false),
  unary('ZerosLike', tf.zerosLike),
  unary('OnesLike', (x) => tf.add(tf.onesLike(x), x)),
  unary('Fill', (x) => tf.add(tf.fill([...x.shape], 3), x)),
  binary(
    'Prelu',
    (x, alpha) => (broadcastShape(x.shape, alpha.shape)?.join() === x.shape.join() ? tf.prelu(x, alpha) : x),
    [-2, 2],
    false,
  ),
  binary('Add', tf.add),
  binary('Add', (a, b) => tf.add(tf.add(a, 0), tf.mul(b, tf.onesLike(a)))),
  binary('Sub', tf.sub),
  binary('Multiply', tf.mul),
  binary('RealDiv', tf.div, [0.3, 2]),
  binary('Maximum', tf.maximum),
  binary('Minimum', tf.minimum),
  binary('Pow', tf.pow, [0.3, 2]),
  unary('Pow', (x) => tf.pow(x, 2)),
  unary('Pow', (x) => tf.pow(x, 1)),
  binary('SquaredDifference', tf.squaredDifference),
  binary('FloorDiv', tf.floorDiv, [0.3, 4], false),
  binary('Mod', tf.mod, [-4, 4], false),
  comparison('Equal', tf.equal),
  comparison('NotEqual', tf.notEqual),
  comparison('Greater', tf.greater),
  comparison('GreaterEqual', tf.greaterEqual),
  comparison('Less', tf.less),
  comparison('LessEqual', tf.lessEqual),
  binary('LogicalAnd', (a, b) => tf.logicalAnd(tf.greater(a, 0), tf.less(b, 1)), [-2, 2], false),
  binary('LogicalOr', (a, b) => tf.logicalOr(tf.greater(a, 0), tf.less(b, 1)), [-2, 2], false),
  binary('Select', (a, b) => tf.where(tf.greater(a, 0), a, tf.add(a, b)), [-2, 2], false),
  {
    kernel: 'Select',
    shapes: exactly([2, 3], [2, 3]),
    op: (a, b) =>
      tf.where(
        [
          [true, false, true],
          [false, true, true],
        ],
        a!,
        b!,
      ),
  },
  on('Range', fc.constant([4]), (x) => tf.add(x, tf.range(1, 5))),
  { kernel: 'AddN', shapes: shape.map((s) => [s, s, s]), op: (...terms) => tf.addN(terms) },

  ...Object.entries({ Sum: tf.sum, Mean: tf.mean, Max: tf.max, Min: tf.min, Prod: tf.prod }).flatMap(([kernel, op]) => {
    const reduce = op as (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor
    const shapes = kernel === 'Sum' || kernel === 'Mean' ? filled : filled.filter((s) => s.length <= 3)
    const gradient = kernel !== 'Prod'
    return [
      on(kernel, shapes, (x) => reduce(x), { gradient }),
      on(kernel, shapes, (x) => reduce(x, x.rank - 1), { gradient }),
      on(kernel, shapes, (x) => reduce(x, -1, true), { gradient }),
      on(kernel, shapes, (x) => reduce(x, [0], false), { gradient }),
    ]
  }),
  on('Sum', shape, (x) => tf.sum(x)),
  on('Sum', fc.constant([2, 3, 4]), (x) => tf.sum(x, [0, 2])),
  on('Sum', fc.constant([3, 4]), (x) => tf.sum(tf.mul(tf.sum(x, 1, true), tf.ones([3, 4])), 1)),
  on('All', filled, (x) => tf.all(tf.greater(x, -1), 0), { gradient: false }),
  on('Any', filled, (x) => tf.any(tf.greater(x, 1), 0), { gradient: false }),
  on('ArgMax', filled, (x) => tf.argMax(x, -1), { gradient: false }),
  on('ArgMin', filled, (x) => tf.argMin(x, 0), { gradient: false }),
  on('Softmax', filled, (x) => tf.softmax(x)),
  on('Sum', filled, (x) => tf.logSoftmax(x)),
  on('Cumsum', filled, (x) => tf.cumsum(x, 0)),
  on('Cumsum', filled, (x) => tf.cumsum(x, x.rank - 1, true, true), { gradient: false }),
  on('Max', filled, (x) => tf.logSumExp(x, -1)),

  on('Reshape', shape, (x) => tf.reshape(tf.reshape(x, [-1]), [1, x.size, 1])),
  on(
    'ExpandDims',
    shape.filter((s) => s.length < 4),
    (x) => tf.expandDims(x, -1),
  ),
  on('Transpose', shape, (x) => tf.transpose(x)),
  on('Transpose', fc.constant([2, 3, 4]), (x) => tf.transpose(tf.transpose(x, [1, 2, 0]), [2, 0, 1])),
  {
    kernel: 'Concat',
    shapes: fc.tuple(size, size, size).map(([a, b, n]) => [
      [a, n],
      [b, n],
    ]),
    op: (a, b) => tf.concat([a!, b!], 0),
  },
  { kernel: 'Concat', shapes: exactly([2, 1, 3], [2, 4, 3]), op: (a, b) => tf.concat([a!, b!], -2) },
  { kernel: 'Pack', shapes: exactly([2, 3], [2, 3]), op: (a, b) => tf.stack([a!, b!], 1) },
  on('Unpack', fc.constant([2, 3]), (x) => tf.unstack(x, 1)),
  on('SplitV', fc.constant([2, 6]), (x) => tf.split(x, 3, 1)),
  on('SplitV', fc.constant([5, 2]), (x) => tf.split(x, [1, 3, 1], 0)),
  on('Slice', fc.constant([4, 5]), (x) => tf.slice(x, [1, 2], [2, -1])),
  on('Slice', fc.constant([4, 5]), (x) => tf.slice(x, [1])),
  on('Slice', fc.constant([4, 5]), (x) => tf.slice(x, 1, 2)),
  on('Reverse', filled, (x) => tf.reverse(x, [0])),
  on('Reverse', filled, (x) => tf.reverse(x, -1)),
  on('Reverse', fc.constant([2, 3, 4]), (x) => tf.reverse(x)),
  on('Tile', fc.constant([2, 3]), (x) => tf.tile(x, [2, 2])),
  on('Tile', fc.constant([1, 3]), (x) => tf.broadcastTo(x, [4, 3])),
  on('PadV2', fc.constant([2, 3]), (x) =>
    tf.pad(
      x,
      [
        [1, 0],
        [0, 2],
      ],
      0.5,
    ),
  ),
  on('GatherV2', fc.constant([4, 3]), (x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'), 0), { gradient: false }),
  on('GatherV2', fc.constant([2, 4]), (x) => tf.gather(x, tf.tensor2d([[1, 3]], [1, 2], 'int32'), 1), {
    gradient: false,
  }),
  on('OneHot', fc.constant([5]), (x) => tf.oneHot(x as tf.Tensor1D, 3), { integers: true, gradient: false }),
  on('OneHot', fc.constant([5]), (x) => tf.oneHot(x as tf.Tensor1D, 3, 0.9, 0.05, 'float32'), {
    integers: true,
    gradient: false,
  }),

  // whole numbers and truth values, where TensorFlow.js takes them
  ...[tf.add, tf.sub, tf.mul, tf.div, tf.maximum, tf.squaredDifference, (a: tf.Tensor) => tf.mul(a, 0.5)].map(
    (op): Case => ({
      kernel: null,
      op: op as Case['op'],
      shapes: exactly([2, 3], [3]),
      domain: [1, 6],
      integers: true,
      gradient: false,
    }),
  ),
  ...[
    tf.exp,
    tf.abs,
    tf.neg,
    tf.sign,
    tf.relu,
    tf.square,
    (x: tf.Tensor) => tf.leakyRelu(x),
    (x: tf.Tensor) => tf.mean(x, 0),
    (x: tf.Tensor) => tf.sum(x, 1),
    (x: tf.Tensor) => tf.prod(x, 1),
    (x: tf.Tensor) => tf.max(x),
    (x: tf.Tensor) => tf.mean(tf.greater(x, 0)),
    (x: tf.Tensor) => tf.sum(tf.greater(x, 0)),
    (x: tf.Tensor) => tf.clipByValue(x, -1, 1),
    (x: tf.Tensor) => tf.where(tf.greater(x, 0), tf.less(x, 1), tf.equal(x, -1)),
    (x: tf.Tensor) => tf.where(tf.greater(x, 0), 0.5, x),
    (x: tf.Tensor) => tf.matMul(x, x, false, true),
  ].map((op): Case => on(null, fc.constant([3, 4]), op, { integers: true, gradient: false })),

  ...[false, true].flatMap((transposeA) =>
    [false, true].map(
      (transposeB): Case => ({
        kernel: 'BatchMatMul',
        shapes: fc
          .tuple(size, size, size)
          .map(([m, k, n]) => [transposeA ? [k, m] : [m, k], transposeB ? [n, k] : [k, n]]),
        op: (a, b) => tf.matMul(a!, b!, transposeA, transposeB),
      }),
    ),
  ),
  { kernel: 'BatchMatMul', shapes: exactly([2, 3, 4], [2, 4, 5]), op: (a, b) => tf.matMul(a!, b!) },
  { kernel: 'BatchMatMul', shapes: exactly([2, 4, 3], [2, 5, 4]), op: (a, b) => tf.matMul(a!, b!, true, true) },
  {
    kernel: 'BatchMatMul',
    shapes: exactly([3, 4], [4, 5], [5]),
    op: (a, b, bias) => tf.relu(tf.add(tf.matMul(a!, b!), bias!)),
  },
  { kernel: 'BatchMatMul', shapes: exactly([6, 4], [4, 5]), op: (a, b) => tf.split(tf.matMul(a!, b!), [4, 2], 0)[1]! },
  // images, [B, H, W, C]
  ...(
    [
      ['valid', 1, 1],
      ['same', 2, 1],
      ['same', 1, 2],
      [1, 2, 1],
      ['valid', 3, 1],
    ] as const
  ).flatMap(([pad, strides, dilations]): Case[] => {
    const conv = (x: tf.Tensor, w: tf.Tensor) =>
      tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad, 'NHWC', dilations)
    const depthwise = (x: tf.Tensor, w: tf.Tensor) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad, 'NHWC', dilations)
    // TensorFlow.js has no gradient of dilated convolutions
    const gradient = dilations === 1
    const shapes = exactly([2, 7, 6, 3], [3, 2, 3, 4])
    const perChannel = exactly([2, 6, 7, 3], [2, 3, 3, 2])
    return [
      { kernel: 'Conv2D', shapes, op: conv as Case['op'], gradient },
      { kernel: 'DepthwiseConv2dNative', shapes: perChannel, op: depthwise as Case['op'], gradient },
    ]
  }),
  {
    kernel: 'Conv2D',
    shapes: exactly([2, 3, 5, 5], [3, 3, 3, 2]),
    op: (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid', 'NCHW'),
  },
  {
    kernel: 'Conv2D',
    shapes: exactly([2, 9, 3], [4, 3, 2]),
    op: (x, w) => tf.conv1d(x as tf.Tensor3D, w as tf.Tensor3D, 2, 'same'),
  },
  ...(['same', 'valid'] as const).map(
    (pad): Case => ({
      kernel: 'Conv2DBackpropInput',
      shapes: exactly([2, 3, 4, 3], [4, 4, 2, 3]),
      op: (x, w) => {
        const size = pad === 'same' ? [6, 8] : [8, 10]
        const outputShape = [2, ...size, 2] as [number, number, number, number]
        return tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, outputShape, 2, pad)
      },
    }),
  ),
  gradientKernel(
    'Conv2DBackpropFilter',
    [
      [2, 5, 5, 2],
      [3, 3, 2, 2],
    ],
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  ),
  gradientKernel(
    'DepthwiseConv2dNativeBackpropFilter',
    [
      [2, 5, 5, 2],
      [3, 3, 2, 2],
    ],
    (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  ),
  gradientKernel(
    'DepthwiseConv2dNativeBackpropInput',
    [
      [2, 5, 5, 2],
      [3, 3, 2, 2],
    ],
    (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, 'same'),
  ),
  ...(
    [
      [2, 2, 'valid'],
      [3, 2, 'same'],
      [[2, 3], 1, 'same'],
      [3, 3, 1],
    ] as [number, number, 'same'][]
  ).flatMap(([size, stride, pad]): Case[] => [
    on('MaxPool', fc.constant([2, 7, 6, 3]), (x) => tf.maxPool(x as tf.Tensor4D, size, stride, pad)),
    on('AvgPool', fc.constant([2, 7, 6, 3]), (x) => tf.avgPool(x as tf.Tensor4D, size, stride, pad)),
  ]),
  gradientKernel('MaxPoolGrad', [[1, 4, 4, 2]], (x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 'same')),
  gradientKernel('AvgPoolGrad', [[1, 4, 4, 2]], (x) => tf.avgPool(x as tf.Tensor4D, 2, 1, 'same')),
  ...[false, true].flatMap((alignCorners) =>
    (
      [
        [5, 7],
        [2, 3],
        [8, 2],
      ] as [number, number][]
    ).flatMap((size): Case[] => [
      on('ResizeBilinear', fc.constant([2, 4, 4, 2]), (x) =>
        tf.image.resizeBilinear(x as tf.Tensor4D, size, alignCorners),
      ),
      on('ResizeNearestNeighbor', fc.constant([1, 4, 5, 2]), (x) =>
        tf.image.resizeNearestNeighbor(x as tf.Tensor4D, size, alignCorners),
      ),
    ]),
  ),
  on(
    'ResizeBilinear',
    fc.constant([1, 4, 4, 1]),
    (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [7, 3], false, true),
    {
      gradient: false,
    },
  ),
  gradientKernel('ResizeBilinearGrad', [[1, 3, 3, 2]], (x) => tf.image.resizeBilinear(x as tf.Tensor4D, [5, 2])),
  gradientKernel('ResizeNearestNeighborGrad', [[1, 3, 3, 2]], (x) =>
    tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [5, 2]),
  ),
  on('DepthToSpace', fc.constant([2, 2, 3, 8]), (x) => tf.depthToSpace(x as tf.Tensor4D, 2), { gradient: false }),
  on('SpaceToBatchND', fc.constant([2, 3, 4, 2]), (x) =>
    tf.spaceToBatchND(
      x,
      [2, 2],
      [
        [1, 0],
        [0, 0],
      ],
    ),
  ),
  on('BatchToSpaceND', fc.constant([8, 2, 3, 2]), (x) =>
    tf.batchToSpaceND(
      x,
      [2, 2],
      [
        [1, 0],
        [0, 1],
      ],
    ),
  ),
  ...[[4], [2, 3, 3, 4]].map(
    (stats): Case => ({
      kernel: 'FusedBatchNorm',
      shapes: exactly([2, 3, 3, 4], stats, stats, stats, stats),
      domain: [0.3, 2],
      op: (x, mean, variance, offset, scale) =>
        tf.batchNorm(
          x!,
          mean as tf.Tensor1D,
          variance as tf.Tensor1D,
          offset as tf.Tensor1D,
          scale as tf.Tensor1D,
          1e-3,
        ),
    }),
  ),
  ...(['elu', 'relu', 'relu6', 'sigmoid', 'leakyrelu', 'linear'] as const).flatMap((activation): Case[] => [
    {
      kernel: '_FusedMatMul',
      shapes: exactly([3, 4], [4, 5], [5]),
      op: (a, b, bias) => tf.fused.matMul({ a: a!, b: b!, bias: bias!, activation }),
    },
    {
      kernel: 'FusedConv2D',
      shapes: exactly([2, 5, 5, 2], [3, 3, 2, 4], [4]),
      op: (x, filter, bias) =>
        tf.fused.conv2d({
          x: x as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          strides: 2,
          pad: 'same',
          bias: bias!,
          activation,
          leakyreluAlpha: 0.3,
        }),
    },
    {
      kernel: 'FusedDepthwiseConv2D',
      shapes: exactly([2, 5, 5, 2], [3, 3, 2, 2], [4]),
      op: (x, filter, bias) =>
        tf.fused.depthwiseConv2d({
          x: x as tf.Tensor4D,
          filter: filter as tf.Tensor4D,
          strides: 1,
          pad: 'valid',
          bias: bias!,
          activation,
          leakyreluAlpha: 0.3,
        }),
    },
  ]),
  {
    kernel: '_FusedMatMul',
    shapes: exactly([3, 4], [4, 5], [5], [5]),
    op: (a, b, bias, preluActivationWeights) =>
      tf.fused.matMul({
        a: a!,
        b: b!,
        bias: bias!,
        activation: 'prelu',
        preluActivationWeights: preluActivationWeights!,
      }),
    gradient: false,
  },

  // rows, places and sums
  { ...binary('Atan2', tf.atan2), domain: [0.3, 2] },
  binary('Atan2', tf.atan2, [-2, 2], false),
  on('LinSpace', fc.constant([5]), (x) => tf.mul(x, tf.linspace(-1, 2, 5))),
  on(
    'MirrorPad',
    fc.constant([3, 4]),
    (x) =>
      tf.mirrorPad(
        x,
        [
          [2, 1],
          [0, 3],
        ],
        'reflect',
      ),
    { gradient: false },
  ),
  on('MirrorPad', fc.constant([3, 4]), (x) =>
    tf.mirrorPad(
      x,
      [
        [2, 1],
        [0, 3],
      ],
      'symmetric',
    ),
  ),
  on('Cumprod', filled, (x) => tf.cumprod(x, 0), { gradient: false }),
  on('Cumprod', filled, (x) => tf.cumprod(x, x.rank - 1, true, true), { gradient: false }),
  on('Prod', fc.constant([3, 4]), (x) => tf.prod(x, 1)),
  on('Prod', fc.constant([2, 3, 2]), (x) => tf.prod(x, [0, 2])),
  on(
    'TopK',
    fc.constant([3, 6]),
    (x) => {
      const { values, indices } = tf.topk(x, 3)
      return [values, indices]
    },
    { gradient: false },
  ),
  on('UnsortedSegmentSum', fc.constant([5, 3]), (x) =>
    tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, 1, 2], 'int32'), 4),
  ),
  on('GatherV2', fc.constant([4, 3]), (x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'), 0)),
  on(
    'GatherV2',
    fc.constant([2, 4, 3]),
    (x) =>
      tf.gather(
        x,
        tf.tensor2d(
          [
            [1, 3],
            [0, 0],
          ],
          [2, 2],
          'int32',
        ),
        1,
        1,
      ),
    {
      gradient: false,
    },
  ),
  on(
    'GatherNd',
    fc.constant([3, 4, 2]),
    (x) =>
      tf.gatherND(
        x,
        tf.tensor2d(
          [
            [0, 3],
            [2, 1],
          ],
          [2, 2],
          'int32',
        ),
      ),
    { gradient: false },
  ),
  on('ScatterNd', fc.constant([3, 2]), (x) => tf.scatterND(tf.tensor2d([[4], [1], [4]], [3, 1], 'int32'), x, [5, 2]), {
    gradient: false,
  }),
  on('StridedSlice', fc.constant([5, 6]), (x) => tf.stridedSlice(x, [4, 0], [0, 6], [-2, 3]), { gradient: false }),
  on('StridedSlice', fc.constant([3, 4, 2]), (x) => tf.stridedSlice(x, [0, 1], [2, 4], [1, 2], 0, 0, 0, 1, 0), {
    gradient: false,
  }),
  ...['ij,jk->ik', 'ij,ij->i', 'ij,ij->', 'ij,ji->ij'].map(
    (equation): Case => ({
      kernel: 'Einsum',
      shapes: exactly([3, 3], [3, 3]),
      op: (a, b) => tf.einsum(equation, a!, b!),
      gradient: false,
    }),
  ),
]

/** A kernel that is met as the gradient of an op. */
function gradientKernel(kernel: string, shapes: number[][], op: (x: tf.Tensor, w: tf.Tensor) => tf.Tensor): Case {
  const gradients = (...args: tf.Tensor[]) =>
    tf.grads((...all: tf.Tensor[]) => tf.sum(tf.square((op as Case['op'])(...all) as tf.Tensor)))(args)
  return { kernel, shapes: fc.constant(shapes), op: gradients, gradient: false }
}

onEngines(['onnx:cpu', 'onnx:webgpu'], 'every mapping', (name) => {
  let eager: Engine
  let traced: Engine
  beforeAll(async () => {
    eager = await createEngine({ name: 'tfjs:cpu' })
    traced = await createEngine({ name, threads: 1 })
  })

  it('has a case here', () => {
    expect([...new Set(cases.flatMap(({ kernel }) => kernel ?? []))].sort()).toEqual(ownKernels)
  })

  it.each(cases.map((one, i) => [`${one.kernel ?? 'whole numbers'} (${i})`, one] as const))(
    '%s agrees with the eager op',
    async (_, one) => {
      const { kernel, shapes, op, domain = [-2, 2], integers = false, gradient = true, roughOnGpu = false } = one
      // One program runs the op on many shapes at once, because every program costs a session of ONNX Runtime.
      const draws = fc.sample(fc.tuple(shapes, fc.nat(1000)), { numRuns: name === 'onnx:cpu' ? 15 : 6, seed: 1 })
      const trials = draws.map(([all, seed]) => {
        const rng = createRng(seed)
        return all.map((dimensions): HostTensor => {
          const numbers = rng.fillUniform(new Float32Array(sizeOf(dimensions)))
          const scaled = numbers.map((u) => domain[0] + u * (domain[1] - domain[0]))
          return { shape: dimensions, data: integers ? Int32Array.from(scaled, Math.round) : scaled }
        })
      })
      const dtype = integers ? 'int32' : 'float32'
      const programOf = (some: readonly (readonly HostTensor[])[]) => ({
        inputs: Object.fromEntries(
          some.flatMap((values, t) => values.map((value, i) => [`x${t}_${i}`, { shape: value.shape, dtype } as const])),
        ),
        body: (_state: TensorMap, inputs: TensorMap) => ({
          outputs: Object.assign(
            {},
            ...some.map((values, t) => {
              const results = valuesAndGradients(
                op,
                values.map((_, i) => inputs[`x${t}_${i}`]!),
                gradient,
              )
              return mapRecord(
                results,
                (tensor) => tensor,
                (name) => `${name} of ${t}: ${JSON.stringify(values.map((value) => value.shape))}`,
              )
            }),
          ) as TensorMap,
        }),
      })
      const run = async (engine: Engine, some: readonly (readonly HostTensor[])[]) => {
        const program = await engine.program(programOf(some))
        const feeds = some.flatMap((values, t) => values.map((value, i) => [`x${t}_${i}`, value.data] as const))
        const outputs = await program.step(Object.fromEntries(feeds))
        await program.dispose()
        return outputs
      }
      // Where TensorFlow.js itself refuses (some empty tensors) there is nothing to agree with.
      const possible: (readonly HostTensor[])[] = []
      for (const values of trials) {
        const accepted = await run(eager, [values]).then(
          () => true,
          () => false,
        )
        if (accepted) possible.push(values)
      }
      expect(possible.length).toBeGreaterThan(0)
      const expected = await run(eager, possible)
      const found = await run(traced, possible).catch(allowDeclared)
      if (found === undefined) return
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
      // float32 rounding, several operations deep
      const tolerance = roughOnGpu && name === 'onnx:webgpu' ? 1e-3 : 2e-5
      for (const [key, numbers] of Object.entries(expected)) expectClose(key, found[key]!, numbers, tolerance)
      if (!kernel) return
      const kernels = await Promise.all(possible.map((values) => kernelsOf(op, values)))
      expect(kernels.flat(), `the case never ran the kernel ${kernel}`).toContain(kernel)
    },
  )
})

/** What WebGPU is declared not to compute (docs/engine.md), and is refused for. */
function allowDeclared(error: unknown): undefined {
  if (error instanceof EngineError && error.code === 'UNSUPPORTED' && error.message.includes('onnx:webgpu')) return
  throw error
}

/** The op's results, and the gradient of a weighted sum of them with respect to each argument. */
function valuesAndGradients(op: Case['op'], args: tf.Tensor[], gradient: boolean): TensorMap {
  const results = [op(...args)].flat()
  const named: Record<string, tf.Tensor> = Object.fromEntries(results.map((result, i) => [`y${i}`, result]))
  if (!gradient) return named
  const weighted = (...xs: tf.Tensor[]) =>
    [op(...xs)].flat().reduce<tf.Tensor>((sum, y, i) => {
      const weights = tf.cos(tf.reshape(tf.range(i, i + y.size), y.shape))
      return tf.add(sum, tf.sum(tf.mul(tf.cast(y, 'float32'), weights)))
    }, tf.scalar(0))
  tf.grads(weighted as (...xs: tf.Tensor[]) => tf.Scalar)(args).forEach((g, i) => {
    named[`g${i}`] = g ?? tf.zerosLike(args[i]!)
  })
  return named
}

async function kernelsOf(op: Case['op'], values: readonly HostTensor[]): Promise<string[]> {
  await tf.setBackend('cpu')
  const { kernelNames } = await tf.profile(() => {
    tf.tidy(() => {
      op(...values.map(({ data, shape: s }) => tf.tensor(data, [...s])))
    })
    return tf.scalar(0)
  })
  return kernelNames
}

function expectClose(what: string, found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  expect(found.length, what).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [found[i]!, expected[i]!]
    if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) continue
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b))))
      throw new Error(`${what}[${i}]: ${a}, expected ${b}`)
  }
}
