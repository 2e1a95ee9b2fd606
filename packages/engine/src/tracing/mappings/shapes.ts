import { EngineError } from '../../errors.js'
import {
  constantOf,
  type ElementType,
  expand,
  type GraphBuilder,
  resultOf,
  sameShape,
  unexpanded,
  type Value,
} from '../../graph/graph.js'
import { sizeOf } from '../../tensor.js'
import type { KernelCall, Mapping } from '../mapping.js'

/** Refuses arguments that do not fit, as TensorFlow.js does: saying what was found. */
export function checkArgument(fits: boolean, message: () => string): void {
  if (!fits) throw new EngineError('WRONG_SHAPE', message())
}

export const text = (shape: readonly number[]): string => `[${shape.join(', ')}]`

interface Details {
  readonly attributes?: Record<string, number | string | readonly number[] | { readonly float: number }>
  readonly integers?: readonly (readonly number[])[]
  readonly dtype?: ElementType
}

/** Appends an operator of one output, of the type of its first input by default. */
export function one(
  builder: GraphBuilder,
  op: string,
  inputs: readonly Value[],
  shape: readonly number[],
  { attributes = {}, integers = [], dtype = inputs[0]!.dtype }: Details = {},
): Value {
  return builder.node({ op, inputs, attributes, integers, outputs: [{ shape, dtype }] })[0]!
}

/** A mapping of the kernel's input `x`. */
export const onX = (map: (x: Value, call: KernelCall) => Value | readonly Value[]): Mapping => ({
  inputs: ['x'],
  map: (call) => map(call.inputs[0]!, call),
})

/** An axis counted from the front; one that the rank does not have is refused. */
export function fromFront(axis: number, rank: number): number {
  checkArgument(
    Number.isInteger(axis) && axis >= -rank && axis < rank,
    () => `the axis must be a whole number from ${-rank} to ${rank - 1}, got ${axis}`,
  )
  return axis < 0 ? axis + rank : axis
}

export const withSize = (shape: readonly number[], axis: number, size: number): number[] =>
  shape.map((n, i) => (i === axis ? size : n))

/** The value in another shape of the same size. */
export function reshape(builder: GraphBuilder, x: Value, shape: readonly number[]): Value {
  const inner = resultOf(x, 'Reshape')?.inputs[0] ?? x
  if (sameShape(inner.shape, shape)) return inner
  checkArgument(
    sizeOf(shape) === sizeOf(x.shape),
    () => `the shape ${text(x.shape)} has ${sizeOf(x.shape)} elements, and ${text(shape)} has ${sizeOf(shape)}`,
  )
  const known = constantOf(inner)
  if (known) return builder.constant(known, shape)
  // One number everywhere is so in any shape, and can be broadcast as late as any.
  const number = unexpanded(inner)
  if (number !== inner && sizeOf(number.shape) === 1) return expand(builder, reshape(builder, number, []), shape)
  // ONNX reads a 0 in the shape as "as before", unless `allowzero` says that it is a size.
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
  const shape = perm.map((axis) => x.shape[axis]!)
  return one(builder, 'Transpose', [x], shape, { attributes: { perm } })
}

/** Parts one after the other along an axis, of the first one's type. Parts that hold nothing are left out. */
export function concat(builder: GraphBuilder, all: readonly Value[], axis: number): Value {
  const [first] = all
  for (const part of all) {
    checkArgument(
      part.shape.length === first!.shape.length && part.shape.every((n, i) => i === axis || n === first!.shape[i]),
      () => `the shapes ${text(first!.shape)} and ${text(part.shape)} cannot be joined along the axis ${axis}`,
    )
  }
  const parts = all.filter((part) => part.shape[axis] !== 0)
  if (parts.length <= 1) return parts[0] ?? first!
  const size = parts.reduce((sum, part) => sum + part.shape[axis]!, 0)
  return one(builder, 'Concat', parts, withSize(first!.shape, axis, size), { attributes: { axis } })
}

/** From `begin` on along each axis, `size` elements. Axes that stay whole are not named, so that a batch may have any size. */
export function slice(builder: GraphBuilder, x: Value, begin: readonly number[], size: readonly number[]): Value {
  const cut = [...x.shape.keys()].filter((axis) => size[axis] !== x.shape[axis])
  if (cut.length === 0) return x
  const integers = [cut.map((axis) => begin[axis]!), cut.map((axis) => begin[axis]! + size[axis]!), cut]
  return one(builder, 'Slice', [x], size, { integers })
}

/** With so many of a number of its own type before it and after it along each axis. */
export function pad(builder: GraphBuilder, x: Value, paddings: readonly (readonly number[])[], number: Value): Value {
  if (paddings.every((both) => both.every((n) => n === 0))) return x
  const turned = resultOf(x, 'Transpose')
  if (turned) {
    const perm = turned.attributes.perm as readonly number[]
    const before = perm.map((_, axis) => paddings[perm.indexOf(axis)]!)
    return transpose(builder, pad(builder, turned.inputs[0]!, before, number), perm)
  }
  const shape = x.shape.map((n, axis) => n + paddings[axis]![0]! + paddings[axis]![1]!)
  if (sizeOf(x.shape) === 0) return expand(builder, number, shape)
  return builder.node({
    op: 'Pad',
    inputs: [x, number],
    integers: [[...paddings.map(([low]) => low!), ...paddings.map(([, high]) => high!)]],
    integersAt: 1,
    attributes: { mode: 'constant' },
    outputs: [{ shape, dtype: x.dtype }],
  })[0]!
}

export function reverse(builder: GraphBuilder, x: Value, axes: readonly number[]): Value {
  if (axes.length === 0) return x
  const everywhere = (n: number) => axes.map(() => n)
  const integers = [everywhere(-1), everywhere(-(2 ** 31)), axes, everywhere(-1)]
  return one(builder, 'Slice', [x], x.shape, { integers })
}

export function split(builder: GraphBuilder, x: Value, axis: number, sizes: readonly number[]): readonly Value[] {
  if (sizes.length === 1) return [x]
  const outputs = sizes.map((size) => ({ shape: withSize(x.shape, axis, size), dtype: x.dtype }))
  return builder.node({ op: 'Split', inputs: [x], attributes: { axis }, integers: [sizes], outputs })
}

/** The slices at these places of an axis. Places in the graph that are not there stop the step when it runs. */
export function gather(builder: GraphBuilder, x: Value, indices: Value, axis: number): Value {
  const shape = x.shape.toSpliced(axis, 1, ...indices.shape)
  return one(builder, 'Gather', [x, indices], shape, { attributes: { axis } })
}

/** The slices at places of an axis that are known beforehand. */
export const gatherAt = (builder: GraphBuilder, x: Value, places: readonly number[], axis: number): Value =>
  gather(builder, x, builder.constant(Int32Array.from(places), [places.length]), axis)
