import * as tf from '@tensorflow/tfjs'
import { exact, filled, type Operator, oneOf, rounded, unsigned } from './operator.js'

const exactFunctions = {
  abs: tf.abs,
  neg: tf.neg,
  floor: tf.floor,
  ceil: tf.ceil,
  round: tf.round,
  sign: tf.sign,
  square: tf.square,
  relu: tf.relu,
  relu6: tf.relu6,
  isNaN: tf.isNaN,
  isInf: tf.isInf,
  isFinite: tf.isFinite,
  zerosLike: tf.zerosLike,
  onesLike: tf.onesLike,
  clone: tf.clone,
}
const roundedFunctions = {
  sqrt: tf.sqrt,
  rsqrt: tf.rsqrt,
  reciprocal: tf.reciprocal,
  exp: tf.exp,
  expm1: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  tanh: tf.tanh,
  elu: tf.elu,
  selu: tf.selu,
  erf: tf.erf,
  sin: tf.sin,
  cos: tf.cos,
  atan: tf.atan,
  asinh: tf.asinh,
  logSigmoid: tf.logSigmoid,
}
const exactPairs = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  maximum: tf.maximum,
  minimum: tf.minimum,
  squaredDifference: tf.squaredDifference,
  equal: tf.equal,
  notEqual: tf.notEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
}
const roundedPairs = {
  div: tf.div,
  divNoNan: tf.divNoNan,
  floorDiv: tf.floorDiv,
  mod: tf.mod,
  pow: tf.pow,
  atan2: tf.atan2,
}

const all = <T extends Readonly<Record<string, unknown>>>(functions: T, operator: (f: never) => Operator) =>
  Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, operator(f as never)])) as Record<
    string,
    Operator
  >
type Unary = (x: tf.Tensor) => tf.Tensor
type Pair = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor

/** Operators of single elements and of pairs of them. */
export const elementwiseOperators: Readonly<Record<string, Operator>> = {
  ...all(exactFunctions, (f: Unary) => exact((x) => f(x))),
  ...all(roundedFunctions, (f: Unary) => rounded((x) => f(unsigned(tf.cast(x, 'float32'))))),
  ...all(exactPairs, (f: Pair) => exact((x, { other }) => f(x, other()))),
  ...all(roundedPairs, (f: Pair) => rounded((x, { other }) => f(unsigned(x), unsigned(other())))),
  withNumber: exact((x, c) => oneOf(c, tf.add, tf.sub, tf.mul, tf.maximum, tf.less)(x, oneOf(c, 0, 1, -1, 0.5, -2))),
  numberWith: exact((x, c) => oneOf(c, tf.add, tf.sub, tf.mul)(oneOf(c, 0, 1, -1, 2), x)),
  divided: rounded((x, c) => tf.div(oneOf(c, 1, -2, 0), unsigned(x))),
  power: rounded((x, c) => tf.pow(unsigned(x), oneOf(c, 0, 1, 2, 3, -1, 0.5))),
  and: exact((x, { other }) => tf.logicalAnd(tf.cast(x, 'bool'), tf.cast(other(), 'bool'))),
  or: exact((x, { other }) => tf.logicalOr(tf.cast(x, 'bool'), tf.cast(other(), 'bool'))),
  not: exact((x) => tf.logicalNot(tf.cast(x, 'bool'))),
  where: exact((x, { other }) => tf.where(tf.cast(filled(x), 'bool'), filled(other()), filled(other()))),
  whereSmall: exact((x, { other }) => {
    const y = filled(other())
    return tf.where(tf.less(filled(x), y), x, y)
  }),
  leakyRelu: rounded((x, c) => tf.leakyRelu(x, oneOf(c, 0.25, 0.1, 0))),
  step: exact((x, c) => tf.step(x, oneOf(c, 0, 0.25, -1))),
  clip: exact((x, c) => tf.clipByValue(x, oneOf(c, -1, 0, -0.5), oneOf(c, 0, 1, 2.5))),
  prelu: exact((x, c) => tf.prelu(tf.cast(x, 'float32'), c.pick(2) ? tf.scalar(0.25) : tf.cast(c.other(), 'float32'))),
  toFloat: exact((x) => tf.cast(x, 'float32')),
  toInt: exact((x) => tf.cast(x, 'int32')),
  toBool: exact((x) => tf.cast(x, 'bool')),
}
