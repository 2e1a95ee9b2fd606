import * as tf from '@tensorflow/tfjs'
import { EngineError } from '../../errors.js'
import {
  broadcastShape,
  constantOf,
  expand,
  type GraphBuilder,
  resultOf,
  sameShape,
  type Value,
} from '../../graph/graph.js'
import type { DType } from '../../tensor.js'
import type { KernelCall, Mapping, Mappings } from '../mapping.js'

/** Appends an operator that works element by element on broadcast inputs. */
export function elementwise(builder: GraphBuilder, op: string, inputs: readonly Value[], dtype?: DType): Value {
  const shape = broadcastShape(...inputs.map((input) => input.shape))
  if (!shape) {
    const shapes = inputs.map((input) => `[${input.shape.join(', ')}]`).join(' and ')
    throw new EngineError('WRONG_SHAPE', `the shapes ${shapes} do not broadcast together`)
  }
  return builder.node({ op, inputs, outputs: [{ shape, dtype: dtype ?? inputs[0]!.dtype }] })[0]!
}

/** Elementwise operators over one graph, to write formulas with. Numbers take the type of the other side. */
export function arithmetic(builder: GraphBuilder) {
  const constant = (number: number, like: Value): Value =>
    builder.constant(like.dtype === 'int32' ? Int32Array.of(number) : Float32Array.of(number), [])
  const binary = (op: string, dtype?: DType) => (a: Value | number, b: Value | number) => {
    const left = typeof a === 'number' ? constant(a, b as Value) : a
    const right = typeof b === 'number' ? constant(b, left) : b
    return elementwise(builder, op, [left, right], dtype)
  }
  const unary = (op: string, dtype?: DType) => (x: Value) => elementwise(builder, op, [x], dtype)
  return {
    constant,
    add: binary('Add'),
    sub: binary('Sub'),
    mul: binary('Mul'),
    div: binary('Div'),
    equal: binary('Equal', 'bool'),
    greater: binary('Greater', 'bool'),
    floor: unary('Floor'),
    log: unary('Log'),
    exp: unary('Exp'),
    tanh: unary('Tanh'),
    reciprocal: unary('Reciprocal'),
    sqrt: unary('Sqrt'),
    not: unary('Not', 'bool'),
    nan: unary('IsNaN', 'bool'),
    infinite: unary('IsInf', 'bool'),
    or: binary('Or', 'bool'),
    where: (condition: Value, yes: Value, no: Value) => elementwise(builder, 'Where', [condition, yes, no], yes.dtype),
    cast: (x: Value, dtype: DType): Value =>
      x.dtype === dtype
        ? x
        : builder.node({
            op: 'Cast',
            inputs: [x],
            attributes: { to: { float32: 1, int32: 6, bool: 9 }[dtype] },
            outputs: [{ shape: x.shape, dtype }],
          })[0]!,
  }
}

type Arithmetic = ReturnType<typeof arithmetic>

const unary = (formula: (x: Value, math: Arithmetic, call: KernelCall) => Value): Mapping => ({
  inputs: ['x'],
  elementwise: true,
  map: (call) => formula(call.inputs[0]!, arithmetic(call.builder), call),
})

const binary = (formula: (a: Value, b: Value, math: Arithmetic, call: KernelCall) => Value): Mapping => ({
  inputs: ['a', 'b'],
  elementwise: true,
  map: (call) => formula(call.inputs[0]!, call.inputs[1]!, arithmetic(call.builder), call),
})

const sameOp = (op: string, dtype?: DType): Mapping => ({
  inputs: ['x'],
  elementwise: true,
  map: ({ inputs, builder }) => elementwise(builder, op, inputs, dtype),
})

const sameBinaryOp = (op: string, dtype?: DType): Mapping => ({ ...sameOp(op, dtype), inputs: ['a', 'b'] })

/** A binary operator with a number that changes nothing: x + 0, x * 1. */
const withNeutral = (op: string, neutral: number, sides: 'right' | 'both'): Mapping =>
  binary((a, b, _, { builder }) => {
    const shape = broadcastShape(a.shape, b.shape)
    if (shape && holdsOnly(b, neutral)) return expand(builder, a, shape)
    if (shape && sides === 'both' && holdsOnly(a, neutral)) return expand(builder, b, shape)
    return elementwise(builder, op, [a, b])
  })

const holdsOnly = (value: Value, number: number): boolean => {
  const data = constantOf(value)
  return data?.length === 1 && data[0] === number
}

/** The kernels whose every output element depends on one element of each input. */
export const elementwiseMappings: Mappings = {
  Abs: sameOp('Abs'),
  Acos: sameOp('Acos'),
  Acosh: sameOp('Acosh'),
  Asin: sameOp('Asin'),
  Asinh: sameOp('Asinh'),
  Atan: sameOp('Atan'),
  Atanh: sameOp('Atanh'),
  Ceil: sameOp('Ceil'),
  Cos: sameOp('Cos'),
  Cosh: sameOp('Cosh'),
  Erf: sameOp('Erf'),
  Floor: sameOp('Floor'),
  Log: sameOp('Log'),
  LogicalNot: sameOp('Not', 'bool'),
  Neg: unary((x, _, { builder }) => resultOf(x, 'Neg')?.inputs[0] ?? elementwise(builder, 'Neg', [x])),
  Reciprocal: sameOp('Reciprocal'),
  Relu: sameOp('Relu'),
  Round: sameOp('Round'),
  Sigmoid: sameOp('Sigmoid'),
  Sign: sameOp('Sign'),
  Sin: sameOp('Sin'),
  Sinh: sameOp('Sinh'),
  Softplus: sameOp('Softplus'),
  Sqrt: sameOp('Sqrt'),
  Tan: sameOp('Tan'),
  Tanh: sameOp('Tanh'),

  Exp: unary((x, { exp, cast }) => exp(cast(x, 'float32'))),
  Square: unary((x, { mul }) => mul(x, x)),
  Rsqrt: unary((x, { reciprocal, sqrt }) => reciprocal(sqrt(x))),
  IsNan: unary((x, { nan }) => nan(x)),
  IsInf: unary((x, { infinite }) => infinite(x)),
  IsFinite: unary((x, { not, or, nan, infinite }) => not(or(nan(x), infinite(x)))),
  Cast: unary((x, { cast }, { attrs }) => cast(x, attrs.dtype)),
  Identity: unary((x) => x),
  // tanh(x / 2) (e^x + 1) = e^x - 1, without its loss of digits near 0
  Expm1: unary((x, { tanh, mul, add, exp }) => mul(tanh(mul(x, 0.5)), add(exp(x), 1))),
  // log(1 + x) x / ((1 + x) - 1): the rounding of 1 + x cancels (Higham, Accuracy and Stability, 1.14.1)
  Log1p: unary((x, { add, sub, mul, div, log, equal, where, infinite, or }) => {
    const u = add(x, 1)
    return where(or(equal(u, 1), infinite(x)), x, div(mul(log(u), x), sub(u, 1)))
  }),
  // The derivative of ReLU. As a cast it takes a fraction of the time of a choice between two numbers.
  Step: unary((x, { greater, where, cast, constant }, { attrs: { alpha = 0 } }) => {
    const positive = greater(x, 0)
    return alpha === 0 ? cast(positive, x.dtype) : where(positive, constant(1, x), constant(alpha, x))
  }),
  Elu: sameOp('Elu'),
  EluGrad: {
    inputs: ['dy', 'y'],
    elementwise: true,
    map: ({ inputs: [dy, y], builder }) => {
      const { greater, where, mul, add } = arithmetic(builder)
      return where(greater(y!, 0), dy!, mul(dy!, add(y!, 1)))
    },
  },
  Select: {
    inputs: ['condition', 't', 'e'],
    elementwise: true,
    map: ({ inputs: [condition, yes, no], builder }) => {
      const { where, cast } = arithmetic(builder)
      const dtype = tf.upcastType(yes!.dtype, no!.dtype) as DType
      // ONNX Runtime chooses between numbers only.
      const number = dtype === 'bool' ? 'int32' : dtype
      return cast(where(condition!, cast(yes!, number), cast(no!, number)), dtype)
    },
  },
  Selu: sameOp('Selu'),
  LeakyRelu: unary((x, { mul, greater, where, cast }, { attrs }) => {
    const number = cast(x, 'float32')
    return where(greater(number, 0), number, mul(number, attrs.alpha))
  }),
  Relu6: unary((x, math, { builder }) => clip(builder, math, x, 0, 6)),
  ClipByValue: unary((x, math, { builder, attrs }) => clip(builder, math, x, attrs.clipValueMin, attrs.clipValueMax)),
  Prelu: {
    inputs: ['x', 'alpha'],
    elementwise: true,
    map: ({ inputs: [x, alpha], builder }) => {
      const { mul, greater, where } = arithmetic(builder)
      return where(greater(x!, 0), x!, mul(x!, alpha!))
    },
  },

  Add: withNeutral('Add', 0, 'both'),
  Sub: withNeutral('Sub', 0, 'right'),
  Multiply: withNeutral('Mul', 1, 'both'),
  RealDiv: withNeutral('Div', 1, 'right'),
  Maximum: sameBinaryOp('Max'),
  Minimum: sameBinaryOp('Min'),
  Pow: binary((a, b, { mul }, { builder }) => {
    if (holdsOnly(b, 1) && sameShape(broadcastShape(a.shape, b.shape) ?? [], a.shape)) return a
    return holdsOnly(b, 2) && b.shape.length <= a.shape.length ? mul(a, a) : elementwise(builder, 'Pow', [a, b])
  }),
  SquaredDifference: binary((a, b, { sub, mul }) => {
    const difference = sub(a, b)
    return mul(difference, difference)
  }),
  // In single precision, so exact up to 2^24; a division of whole numbers by 0 would end the process.
  FloorDiv: binary((a, b, { cast, floor, div }) => cast(floor(div(cast(a, 'float32'), cast(b, 'float32'))), a.dtype)),
  Mod: binary((a, b, { sub, mul, div, floor, cast }) => {
    const quotient = floor(div(cast(a, 'float32'), cast(b, 'float32')))
    return sub(a, mul(b, cast(quotient, a.dtype)))
  }),
  Equal: sameBinaryOp('Equal', 'bool'),
  NotEqual: binary((a, b, { not, equal }) => not(equal(a, b))),
  Greater: sameBinaryOp('Greater', 'bool'),
  GreaterEqual: sameBinaryOp('GreaterOrEqual', 'bool'),
  Less: sameBinaryOp('Less', 'bool'),
  LessEqual: sameBinaryOp('LessOrEqual', 'bool'),
  LogicalAnd: sameBinaryOp('And', 'bool'),
  LogicalOr: sameBinaryOp('Or', 'bool'),
}

function clip(builder: GraphBuilder, { constant }: Arithmetic, x: Value, low: number, high: number): Value {
  const inputs = [x, constant(low, x), constant(high, x)]
  return builder.node({ op: 'Clip', inputs, outputs: [{ shape: x.shape, dtype: x.dtype }] })[0]!
}
