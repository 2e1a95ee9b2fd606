import * as tf from '@tensorflow/tfjs'
import { axesOf, axisOf, exact, type Operator, oneOf, rounded } from './operator.js'

/** Operators that fold many elements into one, or go along rows. */
export const reducingOperators: Readonly<Record<string, Operator>> = {
  sum: exact((x, c) => tf.sum(x, axesOf(x, c), c.pick(2) === 1)),
  mean: rounded((x, c) => tf.mean(x, axesOf(x, c), c.pick(2) === 1)),
  max: exact((x, c) => tf.max(x, axesOf(x, c), c.pick(2) === 1)),
  min: exact((x, c) => tf.min(x, axesOf(x, c), c.pick(2) === 1)),
  prod: rounded((x, c) => tf.prod(x, axesOf(x, c), c.pick(2) === 1)),
  anyOf: exact((x, c) => tf.any(tf.cast(x, 'bool'), axesOf(x, c))),
  allOf: exact((x, c) => tf.all(tf.cast(x, 'bool'), axesOf(x, c))),
  argMax: exact((x, c) => tf.argMax(x, axisOf(x, c))),
  argMin: exact((x, c) => tf.argMin(x, axisOf(x, c))),
  // TensorFlow.js's plain backend mistakes axes that are counted from the end.
  cumsum: exact((x, c) => tf.cumsum(x, c.pick(x.rank), c.pick(2) === 1, c.pick(2) === 1)),
  cumprod: rounded((x, c) => tf.cumprod(x, c.pick(x.rank), c.pick(2) === 1, c.pick(2) === 1)),
  softmax: rounded((x) => tf.softmax(tf.cast(x, 'float32'))),
  logSoftmax: rounded((x) => tf.logSoftmax(tf.cast(x, 'float32'))),
  logSumExp: rounded((x, c) => tf.logSumExp(tf.cast(x, 'float32'), axesOf(x, c), c.pick(2) === 1)),
  norm: rounded((x, c) =>
    tf.norm(tf.cast(x, 'float32'), oneOf<number | 'euclidean'>(c, 1, 2, 'euclidean'), axisOf(x, c)),
  ),
  variance: rounded((x, c) => tf.moments(x, axesOf(x, c), c.pick(2) === 1).variance),
  // NaN has no place in an order, and may come to any.
  topk: { ...exact((x, c) => tf.topk(x, c.pick((x.shape.at(-1) ?? 0) + 1)).values), spreads: true },
}
