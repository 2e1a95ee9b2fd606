import * as tf from '@tensorflow/tfjs-core'
import { type GraphBuilder, resultOf, uniform, type Value } from '../../graph/graph.js'
import { type DType, sizeOf } from '../../tensor.js'
import type { KernelCall, Mapping, Mappings } from '../mapping.js'
import { type Arithmetic, arithmetic } from './arithmetic.js'
import { one, reshape } from './shapes.js'

/** The axes that a kernel reduces, from the front, each once. */
export const axesOf = (axis: number | readonly number[] | null | undefined, shape: readonly number[]): number[] =>
  tf.util.parseAxisParam((axis ?? [...shape.keys()]) as number[], [...shape]).sort((a, b) => a - b)

/** Reduces over some axes; over none it changes nothing. */
function reduce(builder: GraphBuilder, op: string, x: Value, axes: readonly number[], keepDims: boolean): Value {
  if (axes.length === 0) return x
  const turned = resultOf(x, 'Transpose')
  if (turned) {
    // Axes that are summed over need not be turned first, as long as those that stay come in the same order.
    const perm = turned.attributes.perm as readonly number[]
    const staying = perm.filter((_, i) => !axes.includes(i))
    if (staying.every((axis, i) => i === 0 || axis > staying[i - 1]!)) {
      const before = axes.map((axis) => perm[axis]!).sort((a, b) => a - b)
      return reshape(
        builder,
        reduce(builder, op, turned.inputs[0]!, before, false),
        reducedShape(x.shape, axes, keepDims),
      )
    }
  }
  const attributes = { keepdims: keepDims ? 1 : 0 }
  return one(builder, op, [x], reducedShape(x.shape, axes, keepDims), { attributes, integers: [axes] })
}

const reducedShape = (shape: readonly number[], axes: readonly number[], keepDims: boolean): number[] =>
  keepDims ? shape.map((n, i) => (axes.includes(i) ? 1 : n)) : shape.filter((_, i) => !axes.includes(i))

type Reduce = (op: string, x: Value) => Value

/** A reduction whose results are of the type `gives` says, of `x`'s own by default. */
const reduction = (
  formula: (x: Value, math: Arithmetic, over: Reduce, call: KernelCall) => Value,
  ofNothing: number,
  gives?: (dtype: DType) => DType,
): Mapping => ({
  inputs: ['x'],
  map: (call) => {
    const {
      inputs: [x],
      attrs,
      builder,
    } = call as KernelCall & { inputs: [Value] }
    const math = arithmetic(builder)
    // TensorFlow.js calls the axes of Max by another name than those of its other reductions.
    const axes = axesOf(attrs.axis ?? attrs.reductionIndices, x.shape)
    const keepDims: boolean = attrs.keepDims ?? false
    const dtype = gives?.(x.dtype as DType) ?? (x.dtype as DType)
    const shape = reducedShape(x.shape, axes, keepDims)
    if (sizeOf(x.shape) === 0) return uniform(builder, ofNothing, { shape, dtype })
    return math.store(
      formula(x, math, (op, value) => reduce(builder, op, value, axes, keepDims), call),
      dtype,
    )
  },
})

/** The largest or smallest, which is NaN where there is one: ONNX Runtime's own overlooks it. A sum of squares does not. */
const extreme = (op: string): Mapping =>
  reduction((x, { cast, where, nan }, over) => {
    if (x.dtype !== 'float32') return over(op, cast(x, 'int32'))
    const squares = over('ReduceSumSquare', x)
    return squares === x ? x : where(nan(squares), squares, over(op, x))
  }, Number.NaN)

const wholeAtLeast = (dtype: DType): DType => (dtype === 'bool' ? 'int32' : dtype)

/** The kernels that fold many elements into one. */
export const reductionMappings: Mappings = {
  // Whole numbers in 64 bits: in 32 ONNX Runtime's sums stop at the largest.
  Sum: reduction(
    (x, { cast }, over) => over('ReduceSum', x.dtype === 'float32' ? x : cast(x, 'int64')),
    0,
    wholeAtLeast,
  ),
  Mean: reduction(
    (x, { cast }, over) => over('ReduceMean', cast(x, 'float32')),
    0,
    () => 'float32',
  ),
  Prod: reduction(
    (x, { cast }, over) => over('ReduceProd', x.dtype === 'float32' ? x : cast(x, 'int32')),
    1,
    wholeAtLeast,
  ),
  Max: extreme('ReduceMax'),
  Min: extreme('ReduceMin'),
  // Truth values, as the smallest or largest of 0 and 1.
  All: reduction((x, { cast }, over) => over('ReduceMin', cast(x, 'int32')), 1),
  Any: reduction((x, { cast }, over) => over('ReduceMax', cast(x, 'int32')), 0),
}
