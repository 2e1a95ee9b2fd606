import * as tf from '@tensorflow/tfjs-core'
import { stopGradient } from './stop-gradient.js'

/**
 * log sum exp over the last dimension: [..., B] for x [..., B, K]. The largest exponent is taken out first, so nothing overflows.
 *
 * The value does not depend on what is taken out, so its gradient need not go through the maximum, which in tf.logSumExp
 * costs more than all the rest.
 */
export function logSumExp<T extends tf.Tensor>(x: tf.Tensor): T {
  const largest = tf.max(stopGradient(x), -1, true)
  const sum = sumOfLast(tf.exp(tf.sub(x, largest)))
  return tf.squeeze<T>(tf.add(largest, tf.log(sum)), [-1])
}

/** The sum over the last dimension. For its gradient tf.sum would fill an array as large as x with ones. */
const sumOfLast = tf.customGrad((x) => {
  const { shape } = x as tf.Tensor
  return { value: tf.sum(x as tf.Tensor, -1, true), gradFunc: (dy) => tf.broadcastTo(dy, shape) }
})
