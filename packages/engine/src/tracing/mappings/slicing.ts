import * as tf from '@tensorflow/tfjs-core'
import { type GraphBuilder, uniform, type Value } from '../../graph/graph.js'
import { type DType, sizeOf } from '../../tensor.js'
import type { Mappings } from '../mapping.js'
import { checkArgument, fromFront, gatherAt, one, onX, pad, reshape, reverse, slice, text } from './shapes.js'

/** Below every index: where a slice that runs backwards over the first element ends. */
const BEFORE_THE_FIRST = -(2 ** 31)

/** The kernels that take a part of a tensor, turn it round, or put something around it. */
export const slicingMappings: Mappings = {
  Slice: onX((x, { builder, attrs }) => {
    // A begin and a size may be given for the first axes only, or a size as -1 for the rest.
    const info = asInfo(x)
    const [begin, size] = tf.slice_util.parseSliceParams(info, attrs.begin, attrs.size)
    tf.slice_util.assertParamsValid(info, begin!, size!)
    checkArgument(
      begin!.every((start, i) => start >= 0 && size![i]! >= 0),
      () => `a slice of ${text(x.shape)} cannot begin at ${text(begin!)} with the size ${text(size!)}`,
    )
    return slice(builder, x, begin!, size!)
  }),
  StridedSlice: onX((x, { builder, attrs }) => {
    const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attrs
    const info = tf.slice_util.sliceInfo(
      [...x.shape],
      begin,
      end,
      strides,
      beginMask,
      endMask,
      ellipsisMask,
      newAxisMask,
      shrinkAxisMask,
    )
    if (sizeOf(info.finalShape) === 0) return uniform(builder, 0, { shape: info.finalShape, dtype: x.dtype as DType })
    const ends = info.end.map((n, i) => (info.strides[i]! < 0 && n < 0 ? BEFORE_THE_FIRST : n))
    const size = info.finalShapeSparse
    const taken = spans(x.shape, info)
    // Axes that stay as they are need no naming.
    const axes = [...x.shape.keys()].filter((axis) => taken[axis] !== x.shape[axis] || info.strides[axis]! < 0)
    const integers = [info.begin, ends, [...x.shape.keys()], info.strides].map((all) => axes.map((axis) => all[axis]!))
    const found = axes.length === 0 || sizeOf(x.shape) === 1 ? x : one(builder, 'Slice', [x], taken, { integers })
    return reshape(builder, found, sizeOf(size) === 0 ? size : info.finalShape)
  }),
  Reverse: onX((x, { builder, attrs }) => {
    const dims: number | number[] = attrs.dims ?? [...x.shape.keys()]
    return reverse(
      builder,
      x,
      [dims].flat().map((axis) => fromFront(axis, x.shape.length)),
    )
  }),
  PadV2: onX((x, { builder, attrs }) => pad(builder, x, attrs.paddings, numberLike(builder, attrs.constantValue, x))),
  MirrorPad: onX((x, { builder, attrs }) => {
    const paddings: [number, number][] = attrs.paddings
    // `symmetric` repeats the edge, `reflect` turns on it
    const edge = attrs.mode === 'reflect' ? 0 : 1
    return paddings.reduce((padded, [low, high], axis) => {
      const n = padded.shape[axis]!
      const places = Array.from({ length: low + n + high }, (_, i) => {
        if (i < low) return low - i - edge
        return i < low + n ? i - low : 2 * n - 2 - (i - low) + edge
      })
      return low + high === 0 ? padded : gatherAt(builder, padded, places, axis)
    }, x)
  }),
}

/** A number as an array of the type of `x` stores it. */
const numberLike = (builder: GraphBuilder, number: number, x: Value): Value =>
  uniform(builder, number, { shape: [], dtype: x.dtype as DType })

const asInfo = (x: Value): tf.TensorInfo => ({ dataId: x, shape: [...x.shape], dtype: x.dtype as DType })

/** How many elements a strided slice takes along each axis. */
const spans = (
  shape: readonly number[],
  { begin, end, strides }: { begin: number[]; end: number[]; strides: number[] },
) => shape.map((_, i) => Math.max(0, Math.ceil((end[i]! - begin[i]!) / strides[i]!)))
