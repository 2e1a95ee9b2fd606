import { broadcastShape, constantOf, expand, sameShape, type Value } from '../../graph/graph.js'
import type { Mapping, Mappings } from '../mapping.js'
import { type Arithmetic, binary, elementwise } from './arithmetic.js'

/** In double precision, as JavaScript computes, and stored as the type given. */
const inDouble = (formula: (a: Value, b: Value, math: Arithmetic) => Value, dtype?: 'int32'): Mapping =>
  binary((a, b, math) => {
    const wide = (x: Value) => math.cast(x, 'float64')
    return math.store(formula(wide(a), wide(b), math), dtype ?? a.dtype)
  })

/** Floats as they are; whole numbers and truth values in double precision. */
const numeric = (formula: (a: Value, b: Value, math: Arithmetic) => Value): Mapping => {
  const others = inDouble(formula)
  return binary((a, b, math, call) => (a.dtype === 'float32' ? formula(a, b, math) : (others.map(call) as Value)))
}

/** A binary operator with a number that changes nothing, not even the sign of a zero: x - 0, x * 1. */
const withNeutral = (op: 'add' | 'sub' | 'mul' | 'div', neutral: number, sides: 'right' | 'both'): Mapping => {
  const mapping = numeric((a, b, math) => math[op](a, b))
  return binary((a, b, _, call) => {
    const shape = broadcastShape(a.shape, b.shape)
    if (shape && holdsOnly(b, neutral)) return expand(call.builder, a, shape)
    if (shape && sides === 'both' && holdsOnly(a, neutral)) return expand(call.builder, b, shape)
    return mapping.map(call) as Value
  })
}

const holdsOnly = (value: Value, number: number): boolean => {
  const data = constantOf(value)
  if (data?.length !== 1) return false
  return data[0] === number && (!(data instanceof Float32Array) || Object.is(data[0], number))
}

const comparison = (op: string): Mapping =>
  binary((a, b, { cast }, { builder }) => {
    const number = (x: Value) => (x.dtype === 'bool' ? cast(x, 'int32') : x)
    return elementwise(builder, op, [number(a), number(b)], 'bool')
  })

const logical = (op: 'and' | 'or'): Mapping =>
  binary((a, b, math) => math[op](math.cast(a, 'bool'), math.cast(b, 'bool')))

/** JavaScript's power: unlike C's, it is NaN where a base of 1 or -1 meets an exponent that is not finite. */
function power(a: Value, b: Value, math: Arithmetic, elementwisePower: Value): Value {
  const exponent = constantOf(b)
  if (exponent?.every((number) => Number.isFinite(number))) return elementwisePower
  const { and, or, equal, abs, nan, infinite, where, constant } = math
  const undefinedThere = and(equal(abs(a), 1), or(nan(b), infinite(b)))
  return where(undefinedThere, constant(Number.NaN, a), elementwisePower)
}

/** The angle of the point (x, y). ONNX has no such operator; the signs of zeros count. */
function angle(y: Value, x: Value, math: Arithmetic): Value {
  const { abs, and, or, less, equal, infinite, where, div, atan, sub, neg, reciprocal, constant } = math
  const negative = (v: Value) => or(less(v, 0), and(equal(v, 0), less(reciprocal(v), 0)))
  const diagonal = and(infinite(x), infinite(y))
  const origin = and(equal(x, 0), equal(y, 0))
  const one = constant(1, x)
  const steepness = where(diagonal, one, where(origin, constant(0, x), div(abs(y), abs(x))))
  const acute = atan(steepness)
  const half = where(negative(x), sub(Math.PI, acute), acute)
  return where(negative(y), neg(half), half)
}

/** The kernels of two numbers. */
export const pairMappings: Mappings = {
  // x + 0 is x except for -0, which it turns into 0
  Add: withNeutral('add', -0, 'both'),
  Sub: withNeutral('sub', 0, 'right'),
  Multiply: withNeutral('mul', 1, 'both'),
  RealDiv: withNeutral('div', 1, 'right'),
  Maximum: numeric((a, b, { max }) => max(a, b)),
  Minimum: numeric((a, b, { min }) => min(a, b)),
  SquaredDifference: numeric((a, b, { sub, mul }) => {
    const difference = sub(a, b)
    return mul(difference, difference)
  }),
  Pow: binary((a, b, math, { builder }) => {
    const { cast, store, mul } = math
    if (holdsOnly(b, 1) && sameShape(broadcastShape(a.shape, b.shape) ?? [], a.shape)) return a
    if (a.dtype === 'float32' && holdsOnly(b, 2) && b.shape.length <= a.shape.length) return mul(a, a)
    if (a.dtype === 'float32') return power(a, b, math, elementwise(builder, 'Pow', [a, b]))
    return store(elementwise(builder, 'Pow', [cast(a, 'float64'), cast(b, 'float64')]), a.dtype)
  }),
  Atan2: binary((a, b, math) => math.store(angle(math.cast(a, 'float32'), math.cast(b, 'float32'), math), a.dtype)),
  // TensorFlow.js answers in int32 for floats too; division by 0 gives an infinity, which is stored as 0.
  FloorDiv: inDouble((a, b, { floor, div }) => floor(div(a, b)), 'int32'),
  // the sign of the divisor, as TensorFlow.js finds it
  Mod: inDouble((a, b, { remainder, add, less, or, and, not, where, nan }) => {
    const rest = remainder(a, b)
    const [below, divisorBelow] = [less(a, 0), less(b, 0)]
    const alike = and(or(and(below, divisorBelow), and(not(below), not(divisorBelow))), not(or(nan(a), nan(b))))
    return where(alike, rest, remainder(add(rest, b), b))
  }),
  Equal: comparison('Equal'),
  NotEqual: binary((a, b, { not, equal, cast }) => {
    const number = (x: Value) => (x.dtype === 'bool' ? cast(x, 'int32') : x)
    return not(equal(number(a), number(b)))
  }),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  LogicalAnd: logical('and'),
  LogicalOr: logical('or'),
}
