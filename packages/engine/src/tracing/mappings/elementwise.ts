import * as tf from '@tensorflow/tfjs-core'
import type { Value } from '../../graph/graph.js'
import type { DType } from '../../tensor.js'
import type { Mapping, Mappings } from '../mapping.js'
import { type Arithmetic, arithmetic, elementwise, ofFloats, unary } from './arithmetic.js'

/** An operator of ONNX that is the kernel itself, on floats. */
const sameOp = (op: string): Mapping => ofFloats((x, _, { builder }) => elementwise(builder, op, [x]))

/** A rounding, which leaves whole numbers alone. */
const rounding = (op: string): Mapping =>
  unary((x, _, { builder }) => (x.dtype === 'float32' ? elementwise(builder, op, [x]) : x))

/** A question about floats, to which whole numbers are finite. */
const question = (ask: (math: Arithmetic) => (x: Value) => Value): Mapping =>
  unary((x, math) => ask(math)(math.cast(x, 'float32')))

/** The kernels that are a function of one number, and those that choose or convert. */
export const elementwiseMappings: Mappings = {
  Acos: sameOp('Acos'),
  Acosh: sameOp('Acosh'),
  Asin: sameOp('Asin'),
  Asinh: sameOp('Asinh'),
  Atan: sameOp('Atan'),
  Atanh: sameOp('Atanh'),
  Cos: sameOp('Cos'),
  Cosh: sameOp('Cosh'),
  Erf: sameOp('Erf'),
  Log: sameOp('Log'),
  Reciprocal: sameOp('Reciprocal'),
  Sin: sameOp('Sin'),
  Sinh: sameOp('Sinh'),
  Sqrt: sameOp('Sqrt'),
  Tan: sameOp('Tan'),
  Tanh: sameOp('Tanh'),
  // By way of single precision, as TensorFlow.js does it.
  Abs: ofFloats((x, { abs }) => abs(x)),
  Neg: unary((x, { cast, store, neg }) => store(neg(x.dtype === 'bool' ? cast(x, 'int32') : x), x.dtype)),
  Ceil: rounding('Ceil'),
  Floor: rounding('Floor'),
  Round: rounding('Round'),
  // ONNX has sign(NaN) = NaN, TensorFlow.js 0.
  Sign: ofFloats((x, { where, nan, constant }, { builder }) =>
    where(nan(x), constant(0, x), elementwise(builder, 'Sign', [x])),
  ),
  Exp: unary((x, { exp, cast }) => exp(cast(x, 'float32'))),
  Square: unary((x, { mul, cast, store }) => {
    // as JavaScript does, whose products of whole numbers are rounded where they go beyond 2^53
    const number = x.dtype === 'float32' ? x : cast(x, 'float64')
    return store(mul(number, number), x.dtype)
  }),
  Rsqrt: ofFloats((x, { reciprocal, sqrt }) => reciprocal(sqrt(x))),
  // tanh(x / 2) (e^x + 1) = e^x - 1, without its loss of digits near 0
  Expm1: ofFloats((x, { tanh, mul, add, exp }) => mul(tanh(mul(x, 0.5)), add(exp(x), 1))),
  // log(1 + x) x / ((1 + x) - 1): the rounding of 1 + x cancels (Higham, Accuracy and Stability, 1.14.1)
  Log1p: ofFloats((x, { add, sub, mul, div, log, equal, where, or }) => {
    const u = add(x, 1)
    return where(or(equal(u, 1), equal(x, Number.POSITIVE_INFINITY)), x, mul(log(u), div(x, sub(u, 1))))
  }),
  IsNan: question(({ nan }) => nan),
  IsInf: question(({ infinite }) => infinite),
  IsFinite: question(
    ({ not, or, nan, infinite }) =>
      (x) =>
        not(or(nan(x), infinite(x))),
  ),
  LogicalNot: unary((x, { not, cast }) => not(cast(x, 'bool'))),
  Cast: unary((x, { store, cast }, { attrs }) => (attrs.dtype === 'bool' ? cast(x, 'bool') : store(x, attrs.dtype))),
  Identity: unary((x) => x),
  Select: {
    inputs: ['condition', 't', 'e'],
    elementwise: true,
    map: ({ inputs: [condition, yes, no], builder }) => {
      const { where, cast } = arithmetic(builder)
      const dtype = tf.upcastType(yes!.dtype as DType, no!.dtype as DType) as DType
      // ONNX Runtime chooses between numbers only.
      const number = dtype === 'bool' ? 'int32' : dtype
      return cast(where(cast(condition!, 'bool'), cast(yes!, number), cast(no!, number)), dtype)
    },
  },
}
