import { EngineError } from '../../errors.js'
import {
  broadcastShape,
  type ElementType,
  type GraphBuilder,
  resultOf,
  sameShape,
  type Value,
} from '../../graph/graph.js'
import { elementType } from '../../onnx/encode.js'
import { sizeOf } from '../../tensor.js'
import type { KernelCall, Mapping } from '../mapping.js'
import { reshape, transpose } from './shapes.js'

/** Appends an operator that works element by element on broadcast inputs. */
export function elementwise(
  builder: GraphBuilder,
  op: string,
  inputs: readonly Value[],
  dtype?: ElementType,
  attributes: Record<string, number | { float: number }> = {},
): Value {
  const shape = broadcastShape(...inputs.map((input) => input.shape))
  if (!shape) {
    const shapes = inputs.map((input) => `[${input.shape.join(', ')}]`).join(' and ')
    throw new EngineError('WRONG_SHAPE', `the shapes ${shapes} do not broadcast together`)
  }
  // Turning the axes can wait until after it, like broadcasting: between two convolutions both turns then cancel.
  const waiting = untransposed(builder, inputs)
  if (waiting) return transpose(builder, elementwise(builder, op, waiting.inputs, dtype, attributes), waiting.perm)
  return builder.node({ op, inputs, attributes, outputs: [{ shape, dtype: dtype ?? inputs[0]!.dtype }] })[0]!
}

/** The inputs before their axes were turned, if all were turned alike, or are the same along all axes but one and so turn for nothing. */
function untransposed(
  builder: GraphBuilder,
  inputs: readonly Value[],
): { readonly inputs: readonly Value[]; readonly perm: readonly number[] } | undefined {
  const permOf = (value: Value) => resultOf(value, 'Transpose')?.attributes.perm as readonly number[] | undefined
  const perm = inputs.map(permOf).find((found) => found !== undefined)
  if (!perm) return undefined
  const before: Value[] = []
  for (const input of inputs) {
    const own = permOf(input)
    const missing = perm.length - input.shape.length
    if (own) {
      if (!sameShape(own, perm)) return undefined
      before.push(resultOf(input, 'Transpose')!.inputs[0]!)
    } else if (sizeOf(input.shape) === 1 && missing >= 0) {
      before.push(input)
    } else {
      if (missing < 0 || input.shape.filter((n) => n !== 1).length > 1) return undefined
      const shape = perm.map(() => 1)
      perm.forEach((axis, i) => {
        shape[axis] = input.shape[i - missing] ?? 1
      })
      before.push(reshape(builder, input, shape))
    }
  }
  return { inputs: before, perm }
}

/** Elementwise operators over one graph, to write formulas with. Numbers take the type of the other side. */
export function arithmetic(builder: GraphBuilder) {
  const cast = (x: Value, dtype: ElementType): Value =>
    x.dtype === dtype ? x : elementwise(builder, 'Cast', [x], dtype, { to: elementType[dtype] })
  const constant = (number: number, like: Pick<Value, 'dtype'>): Value => {
    if (like.dtype === 'int32') return builder.constant(Int32Array.of(number), [])
    if (like.dtype === 'bool') return builder.constant(Uint8Array.of(number), [])
    return cast(builder.constant(Float32Array.of(number), []), like.dtype)
  }
  const binary = (op: string, dtype?: ElementType) => (a: Value | number, b: Value | number) => {
    const left = typeof a === 'number' ? constant(a, b as Value) : a
    const right = typeof b === 'number' ? constant(b, left) : b
    return elementwise(builder, op, [left, right], dtype)
  }
  const unary = (op: string, dtype?: ElementType) => (x: Value) => elementwise(builder, op, [x], dtype)
  /**
   * To another type as JavaScript stores a number in a typed array: the fraction is cut off, whole numbers wrap modulo 2^32, and
   * NaN and the infinities are 0. The detour by int64 does that; ONNX Runtime would merge two casts that touch.
   */
  const store = (x: Value, dtype: ElementType): Value => {
    const fractional = x.dtype === 'float32' || x.dtype === 'float64'
    if (!fractional || dtype === 'float32' || dtype === 'float64') return cast(x, dtype)
    const apart = (value: Value) => elementwise(builder, 'Identity', [value])
    const whole = cast(apart(cast(x, 'int64')), 'int32')
    return dtype === 'int32' ? whole : cast(apart(whole), dtype)
  }
  return {
    constant,
    cast,
    store,
    add: binary('Add'),
    sub: binary('Sub'),
    mul: binary('Mul'),
    div: binary('Div'),
    max: binary('Max'),
    min: binary('Min'),
    equal: binary('Equal', 'bool'),
    greater: binary('Greater', 'bool'),
    less: binary('Less', 'bool'),
    atLeast: binary('GreaterOrEqual', 'bool'),
    and: binary('And', 'bool'),
    or: binary('Or', 'bool'),
    floor: unary('Floor'),
    log: unary('Log'),
    exp: unary('Exp'),
    tanh: unary('Tanh'),
    abs: unary('Abs'),
    neg: (x: Value) => resultOf(x, 'Neg')?.inputs[0] ?? elementwise(builder, 'Neg', [x]),
    atan: unary('Atan'),
    reciprocal: unary('Reciprocal'),
    sqrt: unary('Sqrt'),
    not: unary('Not', 'bool'),
    nan: unary('IsNaN', 'bool'),
    infinite: unary('IsInf', 'bool'),
    /** The remainder with the sign of the dividend, as in JavaScript. */
    remainder: (a: Value, b: Value) => elementwise(builder, 'Mod', [a, b], a.dtype, { fmod: 1 }),
    where: (condition: Value, yes: Value, no: Value) => elementwise(builder, 'Where', [condition, yes, no], yes.dtype),
  }
}

export type Arithmetic = ReturnType<typeof arithmetic>

/** What a mapping of one input is made of. */
export type UnaryFormula = (x: Value, math: Arithmetic, call: KernelCall) => Value

/** A mapping of each element of `x`, of any type. */
export const unary = (formula: UnaryFormula): Mapping => ({
  inputs: ['x'],
  elementwise: true,
  map: (call) => formula(call.inputs[0]!, arithmetic(call.builder), call),
})

/** A function of floats. Whole numbers and truth values go through it as floats, and their results are stored as what they were. */
export const ofFloats = (formula: UnaryFormula): Mapping =>
  unary((x, math, call) => math.store(formula(math.cast(x, 'float32'), math, call), x.dtype))

/** A mapping of pairs of elements of `a` and `b`, which are of one type. */
export const binary = (formula: (a: Value, b: Value, math: Arithmetic, call: KernelCall) => Value): Mapping => ({
  inputs: ['a', 'b'],
  elementwise: true,
  map: (call) => formula(call.inputs[0]!, call.inputs[1]!, arithmetic(call.builder), call),
})
