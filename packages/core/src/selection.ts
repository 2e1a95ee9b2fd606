import * as tf from '@tensorflow/tfjs-core'
import { logSigmoid } from './log-sigmoid.js'

/** A selection that is learned: `sharpened` in the paper, `sigmoid` in the authors' program. */
export type LearnedSelection = 'sharpened' | 'sigmoid'

const sharpness = 60
const threshold = 0.5
const smallestActivation = 1e-6

/**
 * Selection weights w [B, K], rows summing to 1, from the selection layer's output a = x W + b [B, K] (supplement of
 * Tonolini et al. 2019, A.3):
 * - `sharpened`: r = ReLU(a) + 1e-6, share = r / sum(r), w proportional to sigmoid(60 (share - 1/2));
 * - `sigmoid`: w proportional to sigmoid(a).
 *
 * The paper does not renormalise the sharpened weights. They must be, or a selection spread over 20 pseudo-inputs weighs
 * each by 2e-12, and the KL divergence and its gradient vanish. The softmax of log sigmoids does it without underflow.
 */
export function selectionWeights(a: tf.Tensor2D, form: LearnedSelection): tf.Tensor2D {
  return tf.softmax(logSigmoid(form === 'sigmoid' ? a : sharpen(a)))
}

/**
 * The selection weights w [B, K] that make `elboMixture` largest for these divergences KL(q_i || r_k) [B, K]: w proportional to
 * exp(-KL), the posterior of the component under the mixture (Hershey and Olsen, "Approximating the Kullback Leibler divergence
 * between Gaussian mixture models", 2007). It has nothing to learn.
 */
export function posteriorSelection(pairs: tf.Tensor2D): tf.Tensor2D {
  return tf.softmax(tf.neg(pairs))
}

function sharpen(a: tf.Tensor2D): tf.Tensor2D {
  const r = tf.add(tf.relu(a), smallestActivation)
  const share = tf.div(r, tf.sum(r, 1, true))
  return tf.mul(tf.sub(share, threshold), sharpness)
}

/** The entropy of the selection weights w [B, K] in nats: [B], from 0 (one pseudo-input) to log K (all alike). */
export function selectionEntropy(weights: tf.Tensor2D): tf.Tensor1D {
  return tf.neg(tf.sum<tf.Tensor1D>(tf.mul(weights, tf.log(tf.add(weights, 1e-12))), 1))
}
