import * as tf from '@tensorflow/tfjs-core'

/**
 * log sigmoid(x) = -softplus(-x), exact far below 0, where the sigmoid itself rounds to 0.
 *
 * tf.logSigmoid computes the same, but in tfjs 4.22 its gradient uses an input that it did not save, and fails.
 */
export function logSigmoid(x: tf.Tensor2D): tf.Tensor2D {
  return tf.neg(tf.softplus(tf.neg(x)))
}
