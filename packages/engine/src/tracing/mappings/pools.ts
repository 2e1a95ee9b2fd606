import * as tf from '@tensorflow/tfjs'
import { type GraphBuilder, sameShape, uniform, type Value } from '../../graph/graph.js'
import { sizeOf } from '../../tensor.js'
import type { Attributes, Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { channelsFirst, channelsLast, corner, transposedConvolution, windowOf } from './convolutions.js'
import { one, reshape } from './shapes.js'

const poolInfo = (shape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: Attributes) =>
  tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  )

type PoolInfo = ReturnType<typeof poolInfo>

const changesNothing = ({ filterHeight, filterWidth, inShape, outShape }: PoolInfo) =>
  filterHeight === 1 && filterWidth === 1 && sameShape(inShape, outShape)

const outShapeOf = ({ batchSize, inChannels, outHeight, outWidth }: PoolInfo) => [
  batchSize,
  inChannels,
  outHeight,
  outWidth,
]

/** The attributes of ONNX's pools, and the shape of what they give. */
function sizesOf(info: PoolInfo) {
  const { window, found } = windowOf(info)
  const { dilations: _, ...attributes } = window
  return { attributes, shape: [info.batchSize, info.inChannels, ...found] }
}

/** The average over what of each window lies inside the image. */
function averagePool(builder: GraphBuilder, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  if (changesNothing(info)) return x
  const { attributes, shape } = sizesOf(info)
  const pooled = one(builder, 'AveragePool', [channelsFirst(builder, x)], shape, {
    attributes: { ...attributes, count_include_pad: 0 },
  })
  return channelsLast(builder, corner(builder, pooled, outShapeOf(info)))
}

/** Where ONNX Runtime begins to look for the largest number: nothing is found in a window that holds none above it. */
const LOWEST = -3.4028234663852886e38

/** To TensorFlow.js NaN is never the largest, as to ONNX Runtime minus infinity is not. */
const withoutNaN = (builder: GraphBuilder, x: Value): Value => {
  const { where, nan, constant } = arithmetic(builder)
  return where(nan(x), constant(Number.NEGATIVE_INFINITY, x), x)
}

/** The largest of each window, and minus infinity where there is none. */
function maxPool(builder: GraphBuilder, x: Value, attrs: Attributes): Value {
  const { cast, store, where, greater, constant } = arithmetic(builder)
  const info = poolInfo(x.shape, attrs)
  if (changesNothing(info)) return x
  const { attributes, shape } = sizesOf(info)
  // Whole numbers keep all of their digits in double precision.
  const numbers = x.dtype === 'float32' ? withoutNaN(builder, x) : cast(x, 'float64')
  const pooled = one(builder, 'MaxPool', [channelsFirst(builder, numbers)], shape, { attributes })
  const used = channelsLast(builder, corner(builder, pooled, outShapeOf(info)))
  if (x.dtype !== 'float32') return store(used, x.dtype)
  return where(greater(used, LOWEST), used, constant(Number.NEGATIVE_INFINITY, used))
}

/** dy goes to where the largest element of each window is: the first of them, where there are several, and nowhere if there is none. */
function gradientOfMaxPool(builder: GraphBuilder, dy: Value, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  const { attributes, shape } = sizesOf(info)
  const { where, greater, constant } = arithmetic(builder)
  const images = channelsFirst(builder, withoutNaN(builder, x))
  const [all, allPlaces] = builder.node({
    op: 'MaxPool',
    inputs: [images],
    attributes,
    outputs: [
      { shape, dtype: 'float32' },
      { shape, dtype: 'int64' },
    ],
  })
  const used = (value: Value) => corner(builder, value, outShapeOf(info))
  const found = greater(used(all!), LOWEST)
  const gradients = used(channelsFirst(builder, dy))
  const given = where(found, gradients, constant(0, gradients))
  const nowhere = arithmetic(builder).cast(builder.constant(Int32Array.of(0), []), 'int64')
  const places = where(found, used(allPlaces!), nowhere)
  const flat = (value: Value) => reshape(builder, value, [sizeOf(value.shape)])
  const zeros = uniform(builder, 0, { shape: [sizeOf(x.shape)] })
  const gradient = one(builder, 'ScatterElements', [zeros, flat(places), flat(given)], zeros.shape, {
    attributes: { axis: 0, reduction: 'add' },
  })
  return channelsLast(builder, reshape(builder, gradient, images.shape))
}

/** Each dy is shared out evenly over its window, as TensorFlow.js does it: also over what lies outside the image. */
function gradientOfAveragePool(builder: GraphBuilder, dy: Value, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  const { inChannels, filterHeight, filterWidth } = info
  const share = uniform(builder, 1 / (filterHeight * filterWidth), {
    shape: [inChannels, 1, filterHeight, filterWidth],
  })
  // TensorFlow.js's gradient does not know how sizes were rounded, and leaves what lies beyond its own.
  const images = corner(builder, channelsFirst(builder, dy), outShapeOf(info))
  const shape = [x.shape[0]!, inChannels, x.shape[1]!, x.shape[2]!]
  return channelsLast(builder, transposedConvolution(builder, images, share, inChannels, windowOf(info), shape))
}

export const poolMappings: Mappings = {
  MaxPool: { inputs: ['x'], map: ({ inputs: [x], attrs, builder }) => maxPool(builder, x!, attrs) },
  AvgPool: { inputs: ['x'], map: ({ inputs: [x], attrs, builder }) => averagePool(builder, x!, attrs) },
  MaxPoolGrad: {
    inputs: ['dy', 'input', 'output'],
    map: ({ inputs: [dy, x], attrs, builder }) => gradientOfMaxPool(builder, dy!, x!, attrs),
  },
  AvgPoolGrad: {
    inputs: ['dy', 'input'],
    map: ({ inputs: [dy, x], attrs, builder }) => gradientOfAveragePool(builder, dy!, x!, attrs),
  },
}
