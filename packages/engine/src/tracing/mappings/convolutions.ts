import * as tf from '@tensorflow/tfjs-core'
import { type GraphBuilder, uniform, type Value } from '../../graph/graph.js'
import type { Attributes, Mappings } from '../mapping.js'
import { activate } from './activations.js'
import { arithmetic } from './arithmetic.js'
import { checkArgument, concat, one, reshape, slice, text, transpose, withSize } from './shapes.js'

type Shape4 = [number, number, number, number]

/** What TensorFlow.js makes of a convolution's attributes: sizes, strides and paddings. */
export type ConvInfo = Pick<
  ReturnType<typeof tf.backend_util.computeConv2DInfo>,
  | 'inHeight'
  | 'inWidth'
  | 'outHeight'
  | 'outWidth'
  | 'strideHeight'
  | 'strideWidth'
  | 'dilationHeight'
  | 'dilationWidth'
  | 'filterHeight'
  | 'filterWidth'
  | 'padInfo'
>

/** One axis of a window that moves over an image. */
interface Sweep {
  readonly before: number
  /** What must follow the image so that the last window fits. */
  readonly after: number
  /** What of the image no window reaches. */
  readonly unused: number
}

function sweep(size: number, out: number, stride: number, extent: number, before: number): Sweep {
  const reach = (out - 1) * stride + extent
  return { before, after: Math.max(0, reach - size - before), unused: Math.max(0, size + before - reach) }
}

/** The attributes that ONNX's convolutions and pools share, and what they leave over at the far edges. */
export function windowOf(info: ConvInfo) {
  const { dilationHeight, dilationWidth, strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = info
  const extent = (size: number, dilation: number) => (size - 1) * dilation + 1
  const rows = sweep(info.inHeight, info.outHeight, strideHeight, extent(filterHeight, dilationHeight), padInfo.top)
  const columns = sweep(info.inWidth, info.outWidth, strideWidth, extent(filterWidth, dilationWidth), padInfo.left)
  return {
    window: {
      kernel_shape: [filterHeight, filterWidth],
      strides: [strideHeight, strideWidth],
      dilations: [dilationHeight, dilationWidth],
      pads: [rows.before, columns.before, rows.after, columns.after],
    },
    unused: [rows.unused, columns.unused] as [number, number],
    // Paddings that are numbers TensorFlow.js counts with the filter's height along both axes, so there may be room for more.
    found: [
      info.outHeight + Math.floor(rows.unused / strideHeight),
      info.outWidth + Math.floor(columns.unused / strideWidth),
    ] as [number, number],
  }
}

/** Images [B, H, W, C] of TensorFlow.js as ONNX has them, [B, C, H, W], and back. */
export const channelsFirst = (builder: GraphBuilder, x: Value) => transpose(builder, x, [0, 3, 1, 2])
export const channelsLast = (builder: GraphBuilder, x: Value) => transpose(builder, x, [0, 2, 3, 1])

/** What of images is used: as much as `shape` says along each axis, from the first element on. */
export const corner = (builder: GraphBuilder, x: Value, shape: readonly number[]): Value =>
  slice(
    builder,
    x,
    shape.map(() => 0),
    shape,
  )

/** How the images of a call lie in memory, and how to go from there to [B, C, H, W] and back. */
function layoutOf(builder: GraphBuilder, dataFormat: string | undefined) {
  const first = dataFormat === 'NCHW'
  return {
    format: (first ? 'channelsFirst' : 'channelsLast') as 'channelsFirst',
    read: (x: Value) => (first ? x : channelsFirst(builder, x)),
    write: (x: Value) => (first ? x : channelsLast(builder, x)),
  }
}

const convInfo = (
  shape: readonly number[],
  filterShape: readonly number[],
  attrs: Attributes,
  depthwise: boolean,
  format: 'channelsFirst',
) =>
  tf.backend_util.computeConv2DInfo(
    shape as Shape4,
    filterShape as Shape4,
    attrs.strides,
    attrs.dilations ?? 1,
    attrs.pad,
    attrs.dimRoundingMode,
    depthwise,
    format,
  )

/** Filters [h, w, C, M] as ONNX has them: [M, C, h, w]; those of a depthwise convolution, [h, w, C, m], as [C m, 1, h, w]. */
function weightsOf(builder: GraphBuilder, filter: Value, depthwise: boolean): Value {
  if (!depthwise) return transpose(builder, filter, [3, 2, 0, 1])
  const [height, width, channels, multiplier] = filter.shape as unknown as Shape4
  return reshape(builder, transpose(builder, filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width])
}

function convolve(builder: GraphBuilder, x: Value, filter: Value, attrs: Attributes, depthwise: boolean): Value {
  const { format, read, write } = layoutOf(builder, attrs.dataFormat)
  const info = convInfo(x.shape, filter.shape, attrs, depthwise, format)
  checkArgument(
    info.inChannels === filter.shape[2],
    () => `images of ${info.inChannels} channels do not fit filters of shape ${text(filter.shape)}`,
  )
  const { window, found } = windowOf(info)
  const attributes = { ...window, group: depthwise ? info.inChannels : 1 }
  const outer = [info.batchSize, info.outChannels]
  const all = one(builder, 'Conv', [read(x), weightsOf(builder, filter, depthwise)], [...outer, ...found], {
    attributes,
  })
  return write(corner(builder, all, [...outer, info.outHeight, info.outWidth]))
}

/** A transposed convolution to images of this shape, channels first. What none of its windows has reached is 0. */
export function transposedConvolution(
  builder: GraphBuilder,
  dy: Value,
  weights: Value,
  group: number,
  { window, unused }: ReturnType<typeof windowOf>,
  shape: readonly number[],
): Value {
  // ONNX Runtime adds less than a stride by itself.
  const added = unused.map((n, i) => Math.min(n, Math.max(window.strides[i]!, window.dilations[i]!) - 1))
  const reached = shape.map((n, axis) => (axis < 2 ? n : n - unused[axis - 2]! + added[axis - 2]!))
  const attributes = { ...window, output_padding: added, group }
  const found = one(builder, 'ConvTranspose', [dy, weights], reached, { attributes })
  return [2, 3].reduce((images, axis) => {
    const zeros = withSize(images.shape, axis, shape[axis]! - images.shape[axis]!)
    return concat(builder, [images, uniform(builder, 0, { shape: zeros })], axis)
  }, found)
}

/** TensorFlow.js reads of dy, channels first, what a convolution of such images would have given, and leaves the rest. */
function usedOf(
  builder: GraphBuilder,
  dy: Value,
  { batchSize, outChannels, outHeight, outWidth }: ReturnType<typeof convInfo>,
): Value {
  const shape = [batchSize, outChannels, outHeight, outWidth]
  checkArgument(
    dy.shape.every((n, axis) => n >= shape[axis]!),
    () => `dy must have the shape ${text(shape)} of the convolution's result (channels first), got ${text(dy.shape)}`,
  )
  return corner(builder, dy, shape)
}

/** The gradient with respect to the images: a transposed convolution. */
function gradientOfImages(
  builder: GraphBuilder,
  dy: Value,
  filter: Value,
  attrs: Attributes,
  depthwise: boolean,
): Value {
  const { format, read, write } = layoutOf(builder, attrs.dataFormat)
  const info = convInfo(attrs.inputShape, filter.shape, attrs, depthwise, format)
  const shape = [info.batchSize, info.inChannels, info.inHeight, info.inWidth]
  const used = usedOf(builder, read(dy), info)
  const group = depthwise ? info.inChannels : 1
  const weights = weightsOf(builder, filter, depthwise)
  return write(transposedConvolution(builder, used, weights, group, windowOf(info), shape))
}

/**
 * The gradient with respect to the filters: a convolution of the images by dy, with examples in the place of channels, and strides
 * and dilations in each other's. Where windows do not reach the images' far edge it gives rows too many, which are cut off.
 */
function gradientOfFilters(builder: GraphBuilder, x: Value, dy: Value, attrs: Attributes, depthwise: boolean): Value {
  const { format, read } = layoutOf(builder, attrs.dataFormat)
  const info = convInfo(x.shape, attrs.filterShape, attrs, depthwise, format)
  const {
    window: { pads, strides, dilations },
    unused,
  } = windowOf(info)
  const { batchSize, inChannels, outChannels, inHeight, inWidth, outHeight, outWidth } = info
  const [height, width, channels, multiplier] = attrs.filterShape as Shape4
  const swapped = (images: Value) => transpose(builder, images, [1, 0, 2, 3])
  const images = swapped(read(x))
  const weights = swapped(usedOf(builder, read(dy), info))
  const attributes = { kernel_shape: [outHeight, outWidth], strides: dilations, dilations: strides, pads }
  const extra = [Math.floor(unused[0] / dilations[0]!), Math.floor(unused[1] / dilations[1]!)] as const
  const found = [height + extra[0], width + extra[1]]
  const cut = (value: Value, ...outer: number[]) => corner(builder, value, [...outer, height, width])
  if (depthwise) {
    const together = reshape(builder, images, [1, inChannels * batchSize, inHeight, inWidth])
    const gradient = one(builder, 'Conv', [together, weights], [1, outChannels, ...found], {
      attributes: { ...attributes, group: inChannels },
    })
    const cutOff = reshape(builder, cut(gradient, 1, outChannels), [channels, multiplier, height, width])
    return transpose(builder, cutOff, [2, 3, 0, 1])
  }
  const gradient = one(builder, 'Conv', [images, weights], [inChannels, outChannels, ...found], {
    attributes: { ...attributes, group: 1 },
  })
  return transpose(builder, cut(gradient, inChannels, outChannels), [2, 3, 0, 1])
}

const convolution = (depthwise: boolean) => ({
  inputs: ['x', 'filter'],
  map: ({ inputs: [x, filter], attrs, builder }: Parameters<Mappings[string]['map']>[0]) =>
    convolve(builder, x!, filter!, attrs, depthwise),
})

const fusedConvolution = (depthwise: boolean): Mappings[string] => ({
  inputs: ['x', 'filter', 'bias', 'preluActivationWeights'],
  foldable: false,
  map: ({ named: { x, filter, bias, preluActivationWeights }, attrs, builder }) => {
    const product = convolve(builder, x!, filter!, attrs, depthwise)
    // One number a channel lies along the channels, wherever these are.
    const perChannel = (value: Value) =>
      attrs.dataFormat === 'NCHW' && value.shape.length === 1 && value.shape[0] !== 1
        ? reshape(builder, value, [value.shape[0]!, 1, 1])
        : value
    const sum = bias ? arithmetic(builder).add(product, perChannel(bias)) : product
    return activate(builder, sum, attrs, preluActivationWeights && perChannel(preluActivationWeights))
  },
})

export const convolutionMappings: Mappings = {
  Conv2D: convolution(false),
  DepthwiseConv2dNative: convolution(true),
  FusedConv2D: fusedConvolution(false),
  FusedDepthwiseConv2D: fusedConvolution(true),
  Conv2DBackpropInput: {
    inputs: ['dy', 'filter'],
    map: ({ inputs: [dy, filter], attrs, builder }) => gradientOfImages(builder, dy!, filter!, attrs, false),
  },
  Conv2DBackpropFilter: {
    inputs: ['x', 'dy'],
    map: ({ inputs: [x, dy], attrs, builder }) => gradientOfFilters(builder, x!, dy!, attrs, false),
  },
  DepthwiseConv2dNativeBackpropInput: {
    inputs: ['dy', 'filter'],
    map: ({ inputs: [dy, filter], attrs, builder }) => gradientOfImages(builder, dy!, filter!, attrs, true),
  },
  DepthwiseConv2dNativeBackpropFilter: {
    inputs: ['x', 'dy'],
    map: ({ inputs: [x, dy], attrs, builder }) => gradientOfFilters(builder, x!, dy!, attrs, true),
  },
}
