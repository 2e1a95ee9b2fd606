import * as tf from '@tensorflow/tfjs'
import { axesOf, axisOf, exact, type Operator, oneOf, paddingsOf, places } from './operator.js'

/** Operators that move elements about and compute nothing. */
export const movingOperators: Readonly<Record<string, Operator>> = {
  flat: exact((x) => tf.reshape(x, [-1])),
  wrapped: exact((x) => tf.reshape(x, [1, x.size, 1])),
  folded: exact((x) => tf.reshape(x, [...x.shape.slice(0, -2), x.shape.slice(-2).reduce((a, b) => a * b, 1)])),
  expandDims: exact((x, { pick }) => tf.expandDims(x, pick(x.rank + 1))),
  squeeze: exact((x) => tf.squeeze(x)),
  transpose: exact((x, c) => {
    const perm = x.shape.map((_, axis) => axis)
    const first = c.pick(x.rank || 1)
    return tf.transpose(
      x,
      oneOf(
        c,
        perm.toReversed(),
        [...perm.slice(first), ...perm.slice(0, first)],
        perm.with(0, x.rank - 1).with(-1, 0),
      ),
    )
  }),
  tile: exact((x, { pick }) =>
    tf.tile(
      x,
      x.shape.map(() => 1 + pick(2)),
    ),
  ),
  broadcast: exact((x, { other }) => tf.broadcastTo(x, other().shape)),
  pad: exact((x, c) => tf.pad(x, paddingsOf(x, c), oneOf(c, 0, -1, 0.5))),
  mirrorPad: exact((x, c) => tf.mirrorPad(x, paddingsOf(x, c), oneOf(c, 'reflect', 'symmetric'))),
  reverse: exact((x, c) => tf.reverse(x, axesOf(x, c))),
  slice: exact((x, { pick }) => {
    const begin = x.shape.map((n) => pick(n + 1))
    return tf.slice(
      x,
      begin,
      x.shape.map((n, axis) => pick(n - begin[axis]! + 1)),
    )
  }),
  stridedSlice: exact((x, c) => {
    const strides = x.shape.map(() => oneOf(c, 1, 2, -1, -2))
    return tf.stridedSlice(
      x,
      x.shape.map((n) => c.pick(n + 1)),
      x.shape.map((n) => c.pick(n + 1)),
      strides,
      c.pick(4),
      c.pick(4),
    )
  }),
  concat: exact((x, c) => tf.concat([x, c.other()], axisOf(x, c))),
  concatThrice: exact((x, c) => tf.concat([x, x, tf.neg(x)], axisOf(x, c))),
  stack: exact((x, { pick, other }) => tf.stack([x, other()], pick(x.rank + 1))),
  unstack: exact((x, c) => oneOf(c, ...tf.unstack(x, axisOf(x, c)))),
  split: exact((x, c) => {
    const axis = axisOf(x, c)
    const first = c.pick(x.shape.at(axis)! + 1)
    return oneOf(c, ...tf.split(x, [first, x.shape.at(axis)! - first], axis))
  }),
  gather: {
    ...exact((x, c) => {
      const axis = axisOf(x, c)
      return tf.gather(x, places(1 + c.pick(3), x.shape.at(axis)!, c.pick(3)), axis)
    }),
    spreads: true,
  },
  gatherBy: {
    ...exact((x, c) => {
      const index = tf.abs(tf.cast(tf.clipByValue(c.other(), -9, 9), 'int32'))
      return tf.gather(x, tf.mod(index, x.shape[0]!), 0)
    }),
    spreads: true,
  },
  oneHot: exact((x, { pick }) => tf.oneHot(tf.cast(x, 'int32'), 1 + pick(4))),
  scatter: exact((x) =>
    tf.scatterND(tf.expandDims(places(x.shape[0]!, x.shape[0]! + 2, 1), 1), x, [x.shape[0]! + 2, ...x.shape.slice(1)]),
  ),
  gatherND: exact((x, { pick }) => tf.gatherND(x, tf.expandDims(places(2, x.shape[0]!, pick(3)), 1))),
  segments: {
    ...exact((x) => {
      if (x.rank === 0) throw new Error('a number has no rows')
      return tf.unsortedSegmentSum(x, places(x.shape[0]!, 3, 1), 3)
    }),
    spreads: true,
  },
}
