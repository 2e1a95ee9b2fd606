import * as tf from '@tensorflow/tfjs-core'

/** log p(x|z) - KL, beside its two parts, example by example: each [B], in nats. What every model's `evaluate` begins with. */
export function elboTerms(logLikelihood: tf.Tensor1D, kl: tf.Tensor1D) {
  return { elbo: tf.sub<tf.Tensor1D>(logLikelihood, kl), logLikelihood, kl }
}

/** The means over the batch of terms [B]: what an objective reports. */
export function batchMeans<Name extends string>(terms: Readonly<Record<Name, tf.Tensor1D>>): Record<Name, tf.Scalar> {
  const means = Object.entries<tf.Tensor1D>(terms).map(([name, values]) => [name, tf.mean(values)])
  return Object.fromEntries(means) as Record<Name, tf.Scalar>
}
