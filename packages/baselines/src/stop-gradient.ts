import * as tf from '@tensorflow/tfjs-core'

/** The same values, through which no gradient passes. */
export function stopGradient<T extends tf.Tensor>(x: T): T {
  return tf.customGrad((x) => ({
    value: tf.clone(x as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))(x) as T
}
