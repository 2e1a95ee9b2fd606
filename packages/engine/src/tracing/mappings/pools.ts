import * as tf from '@tensorflow/tfjs'
import { type GraphBuilder, sameShape, uniform, type Value } from '../../graph/graph.js'
import { sizeOf } from '../../tensor.js'
import type { Attributes, Mapping, Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { channelsFirst, channelsLast, windowOf } from './convolutions.js'
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

/** A pool of images [B, H, W, C], which averages over what of a window lies inside the image. */
const pool = (op: string, extra: Record<string, number> = {}): Mapping => ({
  inputs: ['x'],
  map: ({ inputs: [x], attrs, builder }) => {
    const { cast, store } = arithmetic(builder)
    const info = poolInfo(x!.shape, attrs)
    if (changesNothing(info)) return x!
    const { unused: _, dilations: __, ...window } = windowOf(info)
    const images = channelsFirst(builder, cast(x!, 'float32'))
    const pooled = one(builder, op, [images], outShapeOf(info), { attributes: { ...window, ...extra } })
    return store(channelsLast(builder, pooled), x!.dtype)
  },
})

/** dy goes to where the largest element of each window is: the first of them, where there are several. */
function gradientOfMaxPool(builder: GraphBuilder, dy: Value, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  const { unused: _, dilations: __, ...window } = windowOf(info)
  const images = channelsFirst(builder, x)
  const shape = outShapeOf(info)
  const [, places] = builder.node({
    op: 'MaxPool',
    inputs: [images],
    attributes: window,
    outputs: [
      { shape, dtype: 'float32' },
      { shape, dtype: 'int64' },
    ],
  })
  const flat = (value: Value) => reshape(builder, value, [sizeOf(value.shape)])
  const zeros = uniform(builder, 0, { shape: [sizeOf(x.shape)] })
  const gradient = one(
    builder,
    'ScatterElements',
    [zeros, flat(places!), flat(channelsFirst(builder, dy))],
    zeros.shape,
    {
      attributes: { axis: 0, reduction: 'add' },
    },
  )
  return channelsLast(builder, reshape(builder, gradient, images.shape))
}

/** Each dy is shared out evenly over its window, as TensorFlow.js does it: also over what lies outside the image. */
function gradientOfAveragePool(builder: GraphBuilder, dy: Value, x: Value, attrs: Attributes): Value {
  const info = poolInfo(x.shape, attrs)
  const { unused, ...window } = windowOf(info)
  const { inChannels, filterHeight, filterWidth } = info
  const share = uniform(builder, 1 / (filterHeight * filterWidth), {
    shape: [inChannels, 1, filterHeight, filterWidth],
  })
  const images = channelsFirst(builder, dy)
  const shape = [x.shape[0]!, inChannels, x.shape[1]!, x.shape[2]!]
  const attributes = { ...window, output_padding: unused, group: inChannels }
  return channelsLast(builder, one(builder, 'ConvTranspose', [images, share], shape, { attributes }))
}

export const poolMappings: Mappings = {
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool', { count_include_pad: 0 }),
  MaxPoolGrad: {
    inputs: ['dy', 'input', 'output'],
    map: ({ inputs: [dy, x], attrs, builder }) => gradientOfMaxPool(builder, dy!, x!, attrs),
  },
  AvgPoolGrad: {
    inputs: ['dy', 'input'],
    map: ({ inputs: [dy, x], attrs, builder }) => gradientOfAveragePool(builder, dy!, x!, attrs),
  },
}
