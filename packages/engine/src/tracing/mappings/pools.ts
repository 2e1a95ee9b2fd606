import * as tf from '@tensorflow/tfjs-core'
import { type GraphBuilder, sameShape, uniform, type Value } from '../../graph/graph.js'
import { sizeOf } from '../../tensor.js'
import type { Attributes, Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { channelsFirst, channelsLast, corner, transposedConvolution, windowOf } from './convolutions.js'
import { one, pad, reshape, slice } from './shapes.js'

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

/**
 * The attributes of ONNX's pools, the shape of what they give, and the paddings to put around images [B, C, H, W] beforehand: ONNX
 * Runtime's pools take none that are as wide as their window, since some windows would then hold nothing of the image.
 */
function sizesOf(info: PoolInfo) {
  const { window, found } = windowOf(info)
  const { dilations: _, ...attributes } = window
  const [top, left, bottom, right] = window.pads as [number, number, number, number]
  const narrow = Math.max(top, bottom) < info.filterHeight && Math.max(left, right) < info.filterWidth
  const frame = [
    [0, 0],
    [0, 0],
    [top, bottom],
    [left, right],
  ]
  return {
    attributes: narrow ? attributes : { ...attributes, pads: [0, 0, 0, 0] },
    shape: [info.batchSize, info.inChannels, ...found],
    frame: narrow ? undefined : frame,
  }
}

/** The average over what of each window lies inside the image; NaN where nothing does. */
function averagePool(builder: GraphBuilder, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  if (changesNothing(info)) return x
  const { attributes, shape, frame } = sizesOf(info)
  const images = channelsFirst(builder, x)
  const padded = frame ? pad(builder, images, frame, arithmetic(builder).constant(0, images)) : images
  const pooled = one(builder, 'AveragePool', [padded], shape, { attributes: { ...attributes, count_include_pad: 0 } })
  const used = corner(builder, pooled, outShapeOf(info))
  return channelsLast(builder, frame ? arithmetic(builder).mul(used, sharesOf(builder, info)) : used)
}

/** By what an average over whole windows is multiplied to be one over what lies inside the image, [H, W]. */
function sharesOf(builder: GraphBuilder, info: PoolInfo): Value {
  const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info
  const inside = (place: number, stride: number, extent: number, before: number, size: number) => {
    const begin = place * stride - before
    return Math.max(0, Math.min(begin + extent, size) - Math.max(begin, 0))
  }
  const shares = Float32Array.from({ length: outHeight * outWidth }, (_, i) => {
    const rows = inside(Math.floor(i / outWidth), strideHeight, filterHeight, padInfo.top, inHeight)
    const columns = inside(i % outWidth, strideWidth, filterWidth, padInfo.left, inWidth)
    return rows * columns === 0 ? Number.NaN : (filterHeight * filterWidth) / (rows * columns)
  })
  return builder.constant(shares, [outHeight, outWidth])
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
  const { attributes, shape, frame } = sizesOf(info)
  // Whole numbers keep all of their digits in double precision.
  const numbers = x.dtype === 'float32' ? withoutNaN(builder, x) : cast(x, 'float64')
  const images = framed(builder, channelsFirst(builder, numbers), frame)
  const pooled = one(builder, 'MaxPool', [images], shape, { attributes })
  const used = channelsLast(builder, corner(builder, pooled, outShapeOf(info)))
  if (x.dtype !== 'float32') return store(used, x.dtype)
  return where(greater(used, LOWEST), used, constant(Number.NEGATIVE_INFINITY, used))
}

/** Images within what no pool finds anything in. */
const framed = (builder: GraphBuilder, images: Value, frame: readonly (readonly number[])[] | undefined): Value =>
  frame ? pad(builder, images, frame, arithmetic(builder).constant(Number.NEGATIVE_INFINITY, images)) : images

/** dy goes to where the largest element of each window is: the first of them, where there are several, and nowhere if there is none. */
function gradientOfMaxPool(builder: GraphBuilder, dy: Value, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  const { attributes, shape, frame } = sizesOf(info)
  const { where, greater, constant } = arithmetic(builder)
  const inner = channelsFirst(builder, withoutNaN(builder, x))
  const images = framed(builder, inner, frame)
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
  const zeros = uniform(builder, 0, { shape: [sizeOf(images.shape)] })
  const gradient = one(builder, 'ScatterElements', [zeros, flat(places), flat(given)], zeros.shape, {
    attributes: { axis: 0, reduction: 'add' },
  })
  const begin = frame?.map(([low]) => low!) ?? images.shape.map(() => 0)
  return channelsLast(builder, slice(builder, reshape(builder, gradient, images.shape), begin, inner.shape))
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
