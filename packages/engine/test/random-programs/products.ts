import * as tf from '@tensorflow/tfjs'
import { type Operator, oneOf, rounded, weights } from './operator.js'

/** Products of matrices. */
export const productOperators: Readonly<Record<string, Operator>> = {
  matMul: rounded((x, c) => {
    const y = c.other()
    const [batch, another] = [x, y].map(({ shape }) => shape.slice(0, -2).join()) as [string, string]
    if (batch !== another && batch !== '' && another !== '') throw new Error('broadcast batches differ')
    return tf.matMul(x, y, c.pick(2) === 1, c.pick(2) === 1)
  }),
  gram: rounded((x, c) => (c.pick(2) ? tf.matMul(x, x, true) : tf.matMul(x, x, false, true))),
  linear: rounded((x, c) => {
    const y = tf.matMul(tf.cast(x, 'float32'), weights([x.shape.at(-1)!, 3]))
    return c.pick(2) ? tf.add(y, tf.tensor1d([0.5, -1, 2])) : y
  }),
  dense: rounded((x, c) =>
    tf.fused.matMul({
      a: tf.cast(x, 'float32') as tf.Tensor2D,
      b: weights([x.shape.at(-1)!, 3]) as tf.Tensor2D,
      activation: oneOf(c, 'relu', 'linear', 'sigmoid', 'elu'),
      bias: tf.tensor1d([0.5, -1, 2]),
    }),
  ),
  einsum: rounded((matrix, c) => {
    const x = tf.reshape(matrix, [-1, matrix.shape.at(-1) ?? 1])
    return tf.einsum(oneOf(c, 'ij,kj->ik', 'ij,ij->j'), x, x)
  }),
}
