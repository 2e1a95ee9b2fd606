import type { GraphBuilder, Value } from '../../graph/graph.js'
import type { DType } from '../../tensor.js'
import type { Mapping, Mappings } from '../mapping.js'
import { arithmetic, elementwise } from './elementwise.js'

function axesOf(axis: number | readonly number[] | null | undefined, rank: number): number[] {
  const axes = axis === null || axis === undefined ? [...new Array<number>(rank).keys()] : [axis].flat()
  return axes.map((n) => (n < 0 ? n + rank : n)).sort((a, b) => a - b)
}

/** Reduces over some axes; over none it changes nothing. */
function reduce(builder: GraphBuilder, op: string, x: Value, axes: readonly number[], keepDims: boolean): Value {
  if (axes.length === 0) return x
  const kept = x.shape.map((n, i) => (axes.includes(i) ? 1 : n))
  const shape = keepDims ? kept : kept.filter((_, i) => !axes.includes(i))
  const attributes = { keepdims: keepDims ? 1 : 0 }
  return builder.node({ op, inputs: [x], attributes, integers: [axes], outputs: [{ shape, dtype: x.dtype }] })[0]!
}

const reduction = (op: string, dtype?: DType): Mapping => ({
  inputs: ['x'],
  map: ({ inputs: [x], attrs, builder }) => {
    // TensorFlow.js calls the axes of Max by another name than those of its other reductions.
    const axes = axesOf(attrs.axis ?? attrs.reductionIndices, x!.shape.length)
    return reduce(builder, op, arithmetic(builder).cast(x!, dtype ?? x!.dtype), axes, attrs.keepDims ?? false)
  },
})

/** Reductions of truth values, as the smallest or largest of 0 and 1. */
const logicalReduction = (op: string): Mapping => ({
  inputs: ['x'],
  map: ({ inputs: [x], attrs, builder }) => {
    const { cast } = arithmetic(builder)
    const axes = axesOf(attrs.axis, x!.shape.length)
    return cast(reduce(builder, op, cast(x!, 'int32'), axes, attrs.keepDims ?? false), 'bool')
  },
})

const indexOf = (op: string): Mapping => ({
  inputs: ['x'],
  map: ({ inputs: [x], attrs, builder }) => {
    const axis: number = axesOf(attrs.axis, x!.shape.length)[0] ?? 0
    const shape = x!.shape.filter((_, i) => i !== axis)
    // The operator answers in int64, which the node's declared type hides until the cast.
    const found = builder.node({
      op,
      inputs: [x!],
      attributes: { axis, keepdims: 0 },
      outputs: [{ shape, dtype: 'float32' }],
    })
    return arithmetic(builder).cast(found[0]!, 'int32')
  },
})

/** The kernels that fold many elements into one, and those that need a whole row at once. */
export const reductionMappings: Mappings = {
  Sum: reduction('ReduceSum'),
  Mean: reduction('ReduceMean', 'float32'),
  Max: reduction('ReduceMax'),
  Min: reduction('ReduceMin'),
  Prod: reduction('ReduceProd'),
  All: logicalReduction('ReduceMin'),
  Any: logicalReduction('ReduceMax'),
  ArgMax: indexOf('ArgMax'),
  ArgMin: indexOf('ArgMin'),
  Softmax: {
    inputs: ['logits'],
    map: ({ inputs: [x], attrs, builder }) =>
      builder.node({ op: 'Softmax', inputs: [x!], attributes: { axis: attrs.dim ?? -1 }, outputs: [x!] })[0]!,
  },
  Cumsum: {
    inputs: ['x'],
    map: ({ inputs: [x], attrs, builder }) =>
      builder.node({
        op: 'CumSum',
        inputs: [x!],
        attributes: { exclusive: attrs.exclusive ? 1 : 0, reverse: attrs.reverse ? 1 : 0 },
        integers: [axesOf(attrs.axis, x!.shape.length)],
        outputs: [x!],
      })[0]!,
  },
  AddN: {
    inputs: [],
    map: ({ inputs, builder }) => inputs.reduce((sum, next) => elementwise(builder, 'Add', [sum, next])),
  },
}
