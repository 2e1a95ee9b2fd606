import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../../errors.js'
import {
  constantOf,
  expand,
  type GraphBuilder,
  knownNumbers,
  stridesOf,
  unexpanded,
  uniform,
  type Value,
} from '../../graph/graph.js'
import { type DType, type HostArray, sizeOf } from '../../tensor.js'
import type { Mappings } from '../mapping.js'
import { arithmetic } from './arithmetic.js'
import { checkArgument, fromFront, gather, one, reshape, slice, text } from './shapes.js'

/**
 * Indices of which none may be negative, as TensorFlow.js has it. Known ones are checked at once; those that are not, ONNX
 * Runtime would count from the end, so negative ones are turned into one that it refuses.
 */
function checkedIndices(builder: GraphBuilder, indices: Value, limit: number): Value {
  const known = constantOf(unexpanded(indices))
  const wrong = known?.find((index) => index < 0 || index >= limit)
  if (wrong !== undefined) {
    throw new EngineError('WRONG_VALUE', `the index ${wrong} is not between 0 and ${limit - 1}`)
  }
  const { cast, less, where, constant } = arithmetic(builder)
  const whole = cast(indices, 'int32')
  return known ? whole : where(less(whole, 0), constant(limit, whole), whole)
}

/** The sums of the rows [N, ...] that go to each of `count` rows; those that go elsewhere are left out. */
function sumOfRows(builder: GraphBuilder, rows: Value, ids: Value, count: number): Value {
  const { cast, less, where, constant, or, atLeast } = arithmetic(builder)
  const whole = cast(ids, 'int32')
  const kept = where(or(less(whole, 0), atLeast(whole, count)), constant(count, whole), whole)
  const sums = addRows(builder, rows, kept, count + 1)
  return slice(
    builder,
    sums,
    sums.shape.map(() => 0),
    [count, ...sums.shape.slice(1)],
  )
}

/** `count` rows of sums, to which each of the rows [N, ...] is added at its place; one that is not there stops the step. */
function addRows(builder: GraphBuilder, rows: Value, places: Value, count: number): Value {
  const numbers = rows.dtype === 'bool' ? arithmetic(builder).cast(rows, 'int32') : rows
  const shape = [count, ...numbers.shape.slice(1)]
  const column = reshape(builder, places, [numbers.shape[0]!, ...numbers.shape.slice(1).map(() => 1)])
  const zeros = uniform(builder, 0, { shape, dtype: numbers.dtype as DType })
  return one(builder, 'ScatterElements', [zeros, expand(builder, column, numbers.shape), numbers], shape, {
    attributes: { axis: 0, reduction: 'add' },
  })
}

/**
 * One number for each row [..., K] of coordinates: its place in memory, in units of a slice. Known coordinates that are not there
 * are refused at once, others get a place that is refused when the step runs.
 */
function flatIndices(builder: GraphBuilder, indices: Value, shape: readonly number[]): Value {
  const { cast, less, atLeast, or, where, mul, constant } = arithmetic(builder)
  const depth = indices.shape.at(-1)!
  const outer = shape.slice(0, depth)
  const flat = indices.shape.slice(0, -1)
  const known = knownNumbers(indices, indices.shape)
  if (known) {
    const rows = Array.from({ length: sizeOf(flat) }, (_, row) => known.slice(row * depth, (row + 1) * depth))
    return builder.constant(
      Int32Array.from(rows, (row) => placeOf(row, outer)),
      flat,
    )
  }
  const limits = builder.constant(Int32Array.from(outer), [depth])
  const strides = builder.constant(Int32Array.from(stridesOf(outer)), [depth])
  const whole = cast(indices, 'int32')
  const outside = or(less(whole, 0), atLeast(whole, limits))
  // Far beyond any slice, whatever the other coordinates are.
  const places = where(outside, constant(-(2 ** 24), whole), mul(whole, strides))
  return checkedIndices(builder, sumLast(builder, places), sizeOf(outer))
}

function sumLast(builder: GraphBuilder, places: Value): Value {
  const flat = places.shape.slice(0, -1)
  return one(builder, 'ReduceSum', [places], flat, { attributes: { keepdims: 0 }, integers: [[flat.length]] })
}

function placeOf(coordinates: HostArray, shape: readonly number[]): number {
  const strides = stridesOf(shape)
  if (coordinates.some((at, axis) => at < 0 || at >= shape[axis]!)) {
    throw new EngineError('WRONG_VALUE', `the coordinates ${text([...coordinates])} are not within ${text(shape)}`)
  }
  return [...coordinates].reduce((place, at, axis) => place + at * strides[axis]!, 0)
}

/** The kernels that read or write at places given by other tensors. */
export const indexingMappings: Mappings = {
  GatherV2: {
    inputs: ['x', 'indices'],
    map: ({ inputs: [x, indices], builder, attrs }) => {
      const axis = fromFront(attrs.axis, x!.shape.length)
      const info = tf.backend_util.segment_util.collectGatherOpShapeInfo(
        { shape: [...x!.shape] } as tf.TensorInfo,
        { shape: [...indices!.shape] } as tf.TensorInfo,
        axis,
        attrs.batchDims ?? 0,
      )
      const { batchSize, outerSize, dimSize, sliceSize, outputShape } = info
      const checked = checkedIndices(builder, indices!, dimSize)
      if (batchSize === 1 && !attrs.batchDims) return gather(builder, x!, checked, axis)
      // Each batch has indices of its own: as one long axis, to which each batch and outer row adds where it begins.
      const { add } = arithmetic(builder)
      const count = sizeOf(indices!.shape) / batchSize
      const begins = builder.constant(
        Int32Array.from({ length: batchSize * outerSize }, (_, i) => i * dimSize),
        [batchSize, outerSize, 1],
      )
      const places = add(reshape(builder, checked, [batchSize, 1, count]), begins)
      const rows = reshape(builder, x!, [batchSize * outerSize * dimSize, sliceSize])
      return reshape(builder, gather(builder, rows, places, 0), outputShape)
    },
  },
  GatherNd: {
    inputs: ['params', 'indices'],
    foldable: false,
    map: ({ inputs: [x, indices], builder }) => {
      const [outputShape, , sliceSize] = tf.backend_util.prepareAndValidate(
        { shape: [...x!.shape], dtype: x!.dtype } as tf.Tensor,
        { shape: [...indices!.shape], dtype: indices!.dtype } as tf.Tensor,
      )
      const outer = x!.shape.slice(0, indices!.shape.at(-1)!)
      const rows = reshape(builder, x!, [sizeOf(outer), sliceSize])
      const places = flatIndices(builder, indices!, x!.shape)
      return reshape(builder, gather(builder, rows, places, 0), outputShape)
    },
  },
  ScatterNd: {
    inputs: ['indices', 'updates'],
    foldable: false,
    map: ({ inputs: [indices, updates], builder, attrs }) => {
      const { numUpdates, sliceSize, outputSize } = tf.backend_util.calculateShapes(
        { shape: [...updates!.shape], rank: updates!.shape.length } as unknown as tf.TensorInfo,
        { shape: [...indices!.shape], rank: indices!.shape.length } as unknown as tf.TensorInfo,
        attrs.shape,
      )
      if (outputSize === 0) return uniform(builder, 0, { shape: attrs.shape, dtype: updates!.dtype as DType })
      const rows = reshape(builder, updates!, [numUpdates, sliceSize])
      const deep = indices!.shape.length === 1 ? reshape(builder, indices!, [numUpdates, 1]) : indices!
      const places = reshape(builder, flatIndices(builder, deep, attrs.shape), [numUpdates])
      const sums = addRows(builder, rows, places, outputSize / sliceSize)
      return arithmetic(builder).cast(reshape(builder, sums, attrs.shape), updates!.dtype)
    },
  },
  UnsortedSegmentSum: {
    inputs: ['x', 'segmentIds'],
    foldable: false,
    map: ({ inputs: [x, ids], builder, attrs }) => {
      checkArgument(
        ids!.shape.length === 1 && ids!.shape[0] === x!.shape[0],
        () => `there must be one segment for each row of ${text(x!.shape)}, got ${text(ids!.shape)}`,
      )
      // TensorFlow.js answers in floats, whatever it is asked of.
      return sumOfRows(builder, arithmetic(builder).cast(x!, 'float32'), ids!, attrs.numSegments)
    },
  },
  OneHot: {
    inputs: ['indices'],
    map: ({ inputs: [indices], builder, attrs }) => {
      const { equal, where, cast } = arithmetic(builder)
      const classes = builder.constant(
        Int32Array.from({ length: attrs.depth }, (_, i) => i),
        [attrs.depth],
      )
      const column = reshape(builder, cast(indices!, 'int32'), [...indices!.shape, 1])
      const number = (value: number) =>
        uniform(builder, value, { shape: [], dtype: attrs.dtype === 'bool' ? 'int32' : attrs.dtype })
      return cast(where(equal(column, classes), number(attrs.onValue), number(attrs.offValue)), attrs.dtype)
    },
  },
}
