import * as tf from '@tensorflow/tfjs'
import { stopGradient } from './stop-gradient.js'

/**
 * log sum exp over the last dimension: [..., B] for x [..., B, K]. The largest exponent is taken out first, so nothing overflows.
 *
 * The value does not depend on what is taken out, so its gradient need not go through the maximum, which in tf.logSumExp
 * costs more than all the rest.
 */
export function logSumExp<T extends tf.Tensor>(x: tf.Tensor): T {
  const largest = tf.max(stopGradient(x), -1, true)
  const sum = tf.sum(tf.exp(tf.sub(x, largest)), -1, true)
  return tf.squeeze<T>(tf.add(largest, tf.log(sum)), [-1])
}
