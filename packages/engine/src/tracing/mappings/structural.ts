import * as tf from '@tensorflow/tfjs'
import { EngineError } from '../../errors.js'
import {
  constantOf,
  expand,
  type GraphBuilder,
  resultOf,
  sameShape,
  unexpanded,
  uniform,
  type Value,
} from '../../graph/graph.js'
import { allocate, type DType, sizeOf } from '../../tensor.js'
import type { KernelCall, Mapping, Mappings } from '../mapping.js'
import { arithmetic } from './elementwise.js'

/** The value in another shape of the same size. */
function reshape(builder: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const inner = resultOf(x, 'Reshape')?.inputs[0] ?? x
  if (sameShape(inner.shape, shape)) return inner
  const known = constantOf(inner)
  if (known) return builder.constant(known, shape)
  // One number everywhere is so in any shape, and can be broadcast as late as any.
  const number = unexpanded(inner)
  if (number !== inner && sizeOf(number.shape) === 1) return expand(builder, reshape(builder, number, []), shape)
  // ONNX reads a 0 in the shape as "as before" unless told that it means nothing at all.
  const attributes = { allowzero: sizeOf(shape) === 0 ? 1 : 0 }
  return one(builder, 'Reshape', [inner], shape, { attributes, integers: [shape] })
}

export function transpose(builder: GraphBuilder, x: Value, perm: readonly number[]): Value {
  if (perm.every((axis, i) => axis === i)) return x
  const inner = resultOf(x, 'Transpose')
  if (inner) {
    const before = inner.attributes.perm as readonly number[]
    return transpose(
      builder,
      inner.inputs[0]!,
      perm.map((axis) => before[axis]!),
    )
  }
  return one(
    builder,
    'Transpose',
    [x],
    perm.map((axis) => x.shape[axis]!),
    { attributes: { perm } },
  )
}

interface Details {
  readonly attributes?: Record<string, number | readonly number[]>
  readonly integers?: readonly (readonly number[])[]
  readonly dtype?: DType
}

function one(
  builder: GraphBuilder,
  op: string,
  inputs: readonly Value[],
  shape: readonly number[],
  { attributes = {}, integers = [], dtype = inputs[0]!.dtype }: Details = {},
): Value {
  return builder.node({ op, inputs, attributes, integers, outputs: [{ shape, dtype }] })[0]!
}

const onX = (map: (x: Value, call: KernelCall) => Value | readonly Value[]): Mapping => ({
  inputs: ['x'],
  map: (call) => map(call.inputs[0]!, call),
})

const onList = (map: Mapping['map']): Mapping => ({ inputs: [], map })

/** An axis counted from the end, as one counted from the front. */
const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis)

const withSize = (shape: readonly number[], axis: number, size: number): number[] =>
  shape.map((n, i) => (i === axis ? size : n))

function concat(builder: GraphBuilder, all: readonly Value[], axis: number): Value {
  const parts = all.filter((part) => part.shape[axis] !== 0)
  if (parts.length <= 1) return parts[0] ?? all[0]!
  const size = parts.reduce((sum, part) => sum + part.shape[axis]!, 0)
  return one(builder, 'Concat', parts, withSize(parts[0]!.shape, axis, size), { attributes: { axis } })
}

function slice(builder: GraphBuilder, x: Value, begin: readonly number[], size: readonly number[]): Value {
  if (sameShape(size, x.shape)) return x
  const ends = begin.map((start, i) => start + size[i]!)
  return one(builder, 'Slice', [x], size, { integers: [begin, ends, begin.map((_, i) => i)] })
}

/** The kernels that move elements about and compute nothing. */
export const structuralMappings: Mappings = {
  Reshape: onX((x, { builder, attrs }) => {
    const shape: number[] = attrs.shape
    const known = shape.reduce((size, n) => (n < 0 ? size : size * n), 1)
    return reshape(
      builder,
      x,
      shape.map((n) => (n < 0 ? sizeOf(x.shape) / known : n)),
    )
  }),
  ExpandDims: {
    inputs: ['input'],
    map: ({ inputs: [x], builder, attrs }) => {
      const axis = fromFront(attrs.dim, x!.shape.length + 1)
      return reshape(builder, x!, x!.shape.toSpliced(axis, 0, 1))
    },
  },
  Transpose: onX((x, { builder, attrs }) => transpose(builder, x, attrs.perm)),
  Concat: onList(({ inputs, builder, attrs }) =>
    concat(builder, inputs, fromFront(attrs.axis, inputs[0]!.shape.length)),
  ),
  Pack: onList(({ inputs, builder, attrs }) => {
    const axis = fromFront(attrs.axis, inputs[0]!.shape.length + 1)
    const slabs = inputs.map((x) => reshape(builder, x, x.shape.toSpliced(axis, 0, 1)))
    return concat(builder, slabs, axis)
  }),
  Unpack: {
    inputs: ['value'],
    map: ({ inputs: [x], builder, attrs }) => {
      const axis = fromFront(attrs.axis, x!.shape.length)
      const parts = split(builder, x!, axis, new Array<number>(x!.shape[axis]!).fill(1))
      return parts.map((part) => reshape(builder, part, x!.shape.toSpliced(axis, 1)))
    },
  },
  SplitV: onX((x, { builder, attrs }) => {
    const axis = fromFront(attrs.axis, x.shape.length)
    const asked: number | number[] = attrs.numOrSizeSplits
    const size = x.shape[axis]!
    if (typeof asked === 'number') return split(builder, x, axis, new Array<number>(asked).fill(size / asked))
    const known = asked.reduce((sum, n) => (n < 0 ? sum : sum + n), 0)
    return split(
      builder,
      x,
      axis,
      asked.map((n) => (n < 0 ? size - known : n)),
    )
  }),
  Slice: onX((x, { builder, attrs }) => {
    // A begin and a size may be given for the first axes only, or a size as -1 for the rest.
    const [begin, size] = tf.slice_util.parseSliceParams(
      { ...x, shape: [...x.shape], dataId: x },
      attrs.begin,
      attrs.size,
    )
    return slice(builder, x, begin!, size!)
  }),
  Reverse: onX((x, { builder, attrs }) => {
    const dims: number | number[] = attrs.dims ?? [...x.shape.keys()]
    const axes = [dims].flat().map((axis) => fromFront(axis, x.shape.length))
    if (axes.length === 0) return x
    const everywhere = (n: number) => axes.map(() => n)
    const integers = [everywhere(-1), everywhere(-(2 ** 31)), axes, everywhere(-1)]
    return one(builder, 'Slice', [x], x.shape, { integers })
  }),
  Tile: onX((x, { builder, attrs }) => {
    const reps: number[] = attrs.reps
    const shape = x.shape.map((n, i) => n * reps[i]!)
    if (reps.every((n, i) => n === 1 || x.shape[i] === 1)) return expand(builder, x, shape)
    return one(builder, 'Tile', [x], shape, { integers: [reps] })
  }),
  PadV2: onX((x, { builder, attrs }) => {
    const paddings: [number, number][] = attrs.paddings
    const before = paddings.map(([n]) => n)
    const after = paddings.map(([, n]) => n)
    const shape = x.shape.map((n, i) => n + before[i]! + after[i]!)
    if (sameShape(shape, x.shape)) return x
    if (sizeOf(x.shape) === 0) return uniform(builder, attrs.constantValue, { shape, dtype: x.dtype })
    // Concatenation, because the Pad operator wants its integer input before its value.
    return paddings.reduce((padded, [low, high], axis) => {
      const slab = (n: number) =>
        uniform(builder, attrs.constantValue, { shape: withSize(padded.shape, axis, n), dtype: x.dtype })
      return concat(builder, [slab(low), padded, slab(high)], axis)
    }, x)
  }),
  GatherV2: {
    inputs: ['x', 'indices'],
    map: ({ inputs: [x, indices], builder, attrs }) => {
      if (attrs.batchDims)
        throw new EngineError('UNMAPPED_OP', 'gather with batchDims has no ONNX mapping; use batchDims 0')
      const axis = fromFront(attrs.axis, x!.shape.length)
      const shape = x!.shape.toSpliced(axis, 1, ...indices!.shape)
      return one(builder, 'Gather', [x!, indices!], shape, { attributes: { axis } })
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
      const number = (value: number) => uniform(builder, value, { shape: [], dtype: attrs.dtype })
      return where(equal(column, classes), number(attrs.onValue), number(attrs.offValue))
    },
  },
  Fill: {
    inputs: [],
    map: ({ builder, attrs }) => uniform(builder, attrs.value, { shape: attrs.shape, dtype: attrs.dtype ?? 'float32' }),
  },
  Range: {
    inputs: [],
    map: ({ builder, attrs: { start, stop, step, dtype } }) => {
      const length = Math.max(0, Math.ceil((stop - start) / step))
      const numbers = allocate(dtype ?? 'float32', length).map((_, i) => start + i * step)
      return builder.constant(numbers, [length])
    },
  },
  ZerosLike: onX((x, { builder }) => uniform(builder, 0, x)),
  OnesLike: onX((x, { builder }) => uniform(builder, 1, x)),
}

function split(builder: GraphBuilder, x: Value, axis: number, sizes: readonly number[]): readonly Value[] {
  if (sizes.length === 1) return [x]
  const outputs = sizes.map((size) => ({ shape: withSize(x.shape, axis, size), dtype: x.dtype }))
  return builder.node({ op: 'Split', inputs: [x], attributes: { axis }, integers: [sizes], outputs })
}
