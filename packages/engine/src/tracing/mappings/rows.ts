import { type GraphBuilder, uniform, type Value } from '../../graph/graph.js'
import { type DType, sizeOf } from '../../tensor.js'
import type { Mapping, Mappings } from '../mapping.js'
import { type Arithmetic, arithmetic, elementwise } from './arithmetic.js'
import { axesOf } from './reductions.js'
import { checkArgument, concat, fromFront, one, reshape, reverse, slice, text, withSize } from './shapes.js'

const numberOf = (x: Value, { cast }: Arithmetic): Value => (x.dtype === 'bool' ? cast(x, 'int32') : x)

/**
 * Where the largest or smallest is. NaN is never chosen, but where it comes first: TensorFlow.js starts there and finds nothing
 * beyond it.
 */
const indexOf = (op: 'ArgMax' | 'ArgMin'): Mapping => ({
  inputs: ['x'],
  map: ({ inputs: [x], attrs, builder }) => {
    const math = arithmetic(builder)
    const { cast, where, nan, constant } = math
    const axis = axesOf(attrs.axis, x!.shape)[0] ?? 0
    const shape = x!.shape.filter((_, i) => i !== axis)
    if (sizeOf(x!.shape) === 0) return uniform(builder, 0, { shape, dtype: 'int32' })
    if (x!.shape.length === 0) return constant(0, { dtype: 'int32' })
    const attributes = { axis, keepdims: 0 }
    const find = (value: Value) => cast(one(builder, op, [value], shape, { attributes, dtype: 'int64' }), 'int32')
    if (x!.dtype !== 'float32') return find(numberOf(x!, math))
    const least = constant(op === 'ArgMax' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, x!)
    const found = find(where(nan(x!), least, x!))
    const first = slice(
      builder,
      x!,
      x!.shape.map(() => 0),
      withSize(x!.shape, axis, 1),
    )
    return where(nan(reshape(builder, first, shape)), constant(0, found), found)
  },
})

/** Products of all elements up to each: in steps of 1, 2, 4 and so on every element is joined with those before it. */
function runningProduct(builder: GraphBuilder, x: Value, axis: number, exclusive: boolean): Value {
  const { mul } = arithmetic(builder)
  const size = x.shape[axis]!
  const shifted = (value: Value, by: number) => {
    const ones = uniform(builder, 1, { shape: withSize(x.shape, axis, by), dtype: x.dtype as DType })
    const rest = slice(
      builder,
      value,
      x.shape.map(() => 0),
      withSize(x.shape, axis, size - by),
    )
    return concat(builder, [ones, rest], axis)
  }
  let products = exclusive ? shifted(x, 1) : x
  for (let step = 1; step < size; step *= 2) products = mul(products, shifted(products, step))
  return products
}

/** The kernels that need a whole row at once. */
export const rowMappings: Mappings = {
  ArgMax: indexOf('ArgMax'),
  ArgMin: indexOf('ArgMin'),
  Softmax: {
    inputs: ['logits'],
    map: ({ inputs: [x], attrs, builder }) =>
      builder.node({ op: 'Softmax', inputs: [x!], attributes: { axis: attrs.dim ?? -1 }, outputs: [x!] })[0]!,
  },
  Cumsum: {
    inputs: ['x'],
    map: ({ inputs: [x], attrs, builder }) => {
      const number = numberOf(x!, arithmetic(builder))
      if (number.shape.length === 0)
        // What TensorFlow.js makes of a scalar.
        return uniform(builder, 0, { shape: [], dtype: number.dtype as DType })
      return builder.node({
        op: 'CumSum',
        inputs: [number],
        attributes: { exclusive: attrs.exclusive ? 1 : 0, reverse: attrs.reverse ? 1 : 0 },
        integers: [axesOf(attrs.axis, number.shape)],
        outputs: [number],
      })[0]!
    },
  },
  Cumprod: {
    inputs: ['x'],
    map: ({ inputs: [x], attrs, builder }) => {
      const number = numberOf(x!, arithmetic(builder))
      // What TensorFlow.js makes of a scalar.
      if (number.shape.length === 0) return uniform(builder, 1, { shape: [], dtype: number.dtype as DType })
      const axis = fromFront(attrs.axis, number.shape.length)
      const turn = (value: Value) => (attrs.reverse ? reverse(builder, value, [axis]) : value)
      return turn(runningProduct(builder, turn(number), axis, attrs.exclusive ?? false))
    },
  },
  TopK: {
    inputs: ['x'],
    map: ({ inputs: [x], attrs, builder }) => {
      const math = arithmetic(builder)
      const columns = x!.shape.at(-1) ?? 0
      checkArgument(attrs.k <= columns, () => `there are no ${attrs.k} largest of the rows of ${text(x!.shape)}`)
      const shape = [...x!.shape.slice(0, -1), attrs.k]
      const number = numberOf(x!, math)
      const [values, indices] = builder.node({
        op: 'TopK',
        inputs: [number],
        attributes: { axis: -1, largest: 1, sorted: 1 },
        integers: [[attrs.k]],
        outputs: [
          { shape, dtype: number.dtype },
          { shape, dtype: 'int64' },
        ],
      })
      return [math.cast(values!, x!.dtype), math.cast(indices!, 'int32')]
    },
  },
  AddN: {
    inputs: [],
    map: ({ inputs, builder }) => inputs.reduce((sum, next) => elementwise(builder, 'Add', [sum, next])),
  },
}
