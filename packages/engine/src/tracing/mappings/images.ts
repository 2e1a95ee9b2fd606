import * as tf from '@tensorflow/tfjs-core'
import type { GraphBuilder, Value } from '../../graph/graph.js'
import { runEagerly } from '../eager-kernel.js'
import type { Attributes, Mapping, Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { checkArgument, gatherAt, one, onX, pad, reshape, slice, text, transpose } from './shapes.js'

/** Where each of `out` rows comes from in an image of `size` rows, as TensorFlow.js counts it. */
function sources(size: number, out: number, { alignCorners, halfPixelCenters }: Attributes): number[] {
  const aligned = alignCorners && out > 1
  const ratio = (aligned ? size - 1 : size) / (aligned ? out - 1 : out)
  return Array.from({ length: out }, (_, i) => (halfPixelCenters ? ratio * (i + 0.5) - 0.5 : ratio * i))
}

/** Between the two rows next to each place, along one axis. */
function interpolate(builder: GraphBuilder, x: Value, axis: number, places: readonly number[]): Value {
  const { add, sub, mul } = arithmetic(builder)
  const size = x.shape[axis]!
  const floors = places.map((place) => Math.max(0, Math.floor(place)))
  const low = gatherAt(builder, x, floors, axis)
  const high = gatherAt(
    builder,
    x,
    places.map((place) => Math.min(size - 1, Math.ceil(place))),
    axis,
  )
  const fractions = Float32Array.from(places, (place, i) => place - floors[i]!)
  const shape = x.shape.slice(axis).map((_, i) => (i === 0 ? places.length : 1))
  return add(low, mul(sub(high, low), builder.constant(fractions, shape)))
}

const nearest = (size: number, places: readonly number[], { alignCorners, halfPixelCenters }: Attributes): number[] =>
  places.map((place) => {
    const there = halfPixelCenters ? place + 0.5 : place
    return Math.max(0, Math.min(size - 1, alignCorners ? Math.round(there) : Math.floor(there)))
  })

/** Which share of each of `out` rows goes to each of `size` rows, [out, size], in the gradient of a resize. */
type Shares = (size: number, out: number, attrs: Attributes) => Float32Array

/** In TensorFlow.js the gradient counts from the corners, whatever the resize itself has done. */
const nearestShares: Shares = (size, out, { alignCorners }) => {
  const shares = new Float32Array(out * size)
  nearest(size, sources(size, out, { alignCorners }), { alignCorners }).forEach((row, i) => {
    shares[i * size + row] = 1
  })
  return shares
}

/** What the kernel makes of units. */
const bilinearShares: Shares = (size, out, attrs) => {
  const units = new Float32Array(out * out)
  for (let i = 0; i < out; i++) units[i * out + i] = 1
  const column = (data: Float32Array, rows: number) => ({ data, shape: [out, rows, 1, 1], dtype: 'float32' as const })
  const given = { images: column(new Float32Array(out * size), size), dy: column(units, out) }
  return Float32Array.from([runEagerly('ResizeBilinearGrad', given, attrs)!].flat()[0]!.data as Float32Array)
}

/** dy of a resize back at the image's size: linear, so along each axis a product with a matrix. */
const gradientOfResize = (shares: Shares): Mapping => ({
  inputs: ['images', 'dy'],
  foldable: false,
  map: ({ inputs: [images, dy], attrs, builder }) => {
    const matrix = (size: number, out: number) => builder.constant(shares(size, out, attrs), [out, size])
    const [batch, height, width, channels] = images!.shape as [number, number, number, number]
    const [, outHeight, outWidth] = dy!.shape as [number, number, number, number]
    const turned = (size: number, out: number) => transpose(builder, matrix(size, out), [1, 0])
    const rows = one(
      builder,
      'MatMul',
      [turned(height, outHeight), reshape(builder, dy!, [batch, outHeight, outWidth * channels])],
      [batch, height, outWidth * channels],
    )
    const columns = one(
      builder,
      'MatMul',
      [turned(width, outWidth), reshape(builder, rows, [batch * height, outWidth, channels])],
      [batch * height, width, channels],
    )
    return reshape(builder, columns, images!.shape)
  },
})

/** The kernels that give images other sizes. Images are [B, H, W, C]. */
export const imageMappings: Mappings = {
  ResizeBilinear: {
    inputs: ['images'],
    map: ({ inputs: [images], attrs, builder }) => {
      const x = arithmetic(builder).cast(images!, 'float32')
      const [height, width] = attrs.size as [number, number]
      const wide = interpolate(builder, x, 2, sources(x.shape[2]!, width, attrs))
      return interpolate(builder, wide, 1, sources(x.shape[1]!, height, attrs))
    },
  },
  ResizeNearestNeighbor: {
    inputs: ['images'],
    map: ({ inputs: [images], attrs, builder }) => {
      const [height, width] = attrs.size as [number, number]
      const [, rows, columns] = images!.shape as [number, number, number]
      const tall = gatherAt(builder, images!, nearest(rows, sources(rows, height, attrs), attrs), 1)
      return gatherAt(builder, tall, nearest(columns, sources(columns, width, attrs), attrs), 2)
    },
  },
  ResizeBilinearGrad: gradientOfResize(bilinearShares),
  ResizeNearestNeighborGrad: gradientOfResize(nearestShares),
  DepthToSpace: onX((x, { attrs: { blockSize: block, dataFormat }, builder }) => {
    checkArgument(dataFormat === 'NHWC', () => `depthToSpace takes images as NHWC, got ${dataFormat}`)
    const [batch, height, width, depth] = x.shape as unknown as [number, number, number, number]
    const channels = depth / (block * block)
    const blocks = reshape(builder, x, [batch, height, width, block, block, channels])
    const turned = transpose(builder, blocks, [0, 1, 3, 2, 4, 5])
    return reshape(builder, turned, [batch, height * block, width * block, channels])
  }),
  SpaceToBatchND: onX((x, { attrs: { blockShape, paddings }, builder }) => {
    const around = x.shape.map((_, axis) => (paddings as number[][])[axis - 1] ?? [0, 0])
    const padded = pad(builder, x, around, arithmetic(builder).constant(0, x))
    const shape = [...padded.shape]
    const count = (blockShape as number[]).reduce((product, n) => product * n, 1)
    const blocks = tf.backend_util.getReshaped(shape, blockShape, count, false)
    const perm = tf.backend_util.getPermuted(blocks.length, blockShape.length, false)
    const flat = tf.backend_util.getReshapedPermuted(shape, blockShape, count, false)
    return reshape(builder, transpose(builder, reshape(builder, padded, blocks), perm), flat)
  }),
  BatchToSpaceND: onX((x, { attrs: { blockShape, crops }, builder }) => {
    const shape = [...x.shape]
    checkArgument(shape.length <= 4, () => `batchToSpaceND takes tensors up to rank 4, got ${text(shape)}`)
    const count = (blockShape as number[]).reduce((product, n) => product * n, 1)
    const blocks = tf.backend_util.getReshaped(shape, blockShape, count)
    const perm = tf.backend_util.getPermuted(blocks.length, blockShape.length)
    const flat = tf.backend_util.getReshapedPermuted(shape, blockShape, count)
    const begin = tf.backend_util.getSliceBeginCoords(crops, blockShape.length)
    const size = tf.backend_util.getSliceSize(flat, crops, blockShape.length)
    const whole = reshape(builder, transpose(builder, reshape(builder, x, blocks), perm), flat)
    const rest = flat.slice(size.length)
    return slice(builder, whole, [...begin, ...rest.map(() => 0)].slice(0, flat.length), [...size, ...rest])
  }),
  FusedBatchNorm: {
    inputs: ['x', 'scale', 'offset', 'mean', 'variance'],
    foldable: false,
    map: ({ named: { x, scale, offset, mean, variance }, attrs, builder }) => {
      const { add, sub, mul, reciprocal, sqrt } = arithmetic(builder)
      const perDeviation = reciprocal(sqrt(add(variance!, attrs.varianceEpsilon)))
      const factor = scale ? mul(scale, perDeviation) : perDeviation
      const normed = mul(sub(x!, mean!), factor)
      return offset ? add(normed, offset) : normed
    },
  },
}
