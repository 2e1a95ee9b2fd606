import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../errors.js'

/** Settings of Adam (Kingma and Ba, 2015, algorithm 1). The learning rate is given at each step. */
export interface AdamOptions {
  /** Decay of the first moment; 0.9 by default. */
  readonly beta1?: number
  /** Decay of the second moment; 0.999 by default. */
  readonly beta2?: number
  /** Added to the root of the second moment; 1e-8 by default. */
  readonly epsilon?: number
  /** Gradients whose norm, over all parameters together, is larger are scaled down to it; none by default. */
  readonly clipNorm?: number
}

export type AdamSettings = Required<AdamOptions>

/** The options with their defaults; those that make no sense are refused. */
export function adamSettings({
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  clipNorm = Number.POSITIVE_INFINITY,
}: AdamOptions = {}): AdamSettings {
  const settings = { beta1, beta2, epsilon, clipNorm }
  for (const name of ['beta1', 'beta2'] as const) {
    if (!(settings[name] >= 0 && settings[name] < 1)) refuse(name, 'from 0 up and below 1', settings[name])
  }
  // With an epsilon of 0, or one that single precision rounds to 0, a gradient of 0 would divide 0 by 0.
  if (!(Math.fround(epsilon) > 0)) refuse('epsilon', 'above 0', epsilon)
  if (!(clipNorm > 0)) refuse('clipNorm', 'above 0', clipNorm)
  return settings
}

function refuse(name: string, range: string, found: number): never {
  throw new EngineError('WRONG_VALUE', `adam: ${name} must be a number ${range}, got ${found}`)
}

/** What changes from step to step: numbers, or scalar tensors inside a graph. */
export interface AdamPace<T = number> {
  /** learning rate / (1 - beta1^t) */
  readonly stepSize: T
  /** 1 / sqrt(1 - beta2^t) */
  readonly rootScale: T
  /** What gradients are multiplied with first: below 1 where they are clipped. */
  readonly gradientScale: T
}

/** The pace of step t, counted from 1. */
export function adamPace(
  { beta1, beta2, clipNorm }: AdamSettings,
  { t, learningRate, gradientNorm = 0 }: { t: number; learningRate: number; gradientNorm?: number },
): AdamPace {
  return {
    stepSize: learningRate / (1 - beta1 ** t),
    rootScale: 1 / Math.sqrt(1 - beta2 ** t),
    gradientScale: gradientNorm > clipNorm ? clipNorm / gradientNorm : 1,
  }
}

/** A parameter with its moments and its gradient. */
export interface AdamTensors {
  readonly w: tf.Tensor
  readonly m: tf.Tensor
  readonly v: tf.Tensor
  readonly g: tf.Tensor
}

/**
 * One update in TensorFlow.js ops, with s the gradient's scale:
 * m <- beta1 m + (1 - beta1) s g, v <- beta2 v + (1 - beta2) (s g)^2, w <- w - stepSize m / (sqrt(v) rootScale + epsilon).
 */
export function adamUpdate(
  { w, m, v, g }: AdamTensors,
  { stepSize, rootScale, gradientScale }: AdamPace<number | tf.Tensor>,
  { beta1, beta2, epsilon }: AdamSettings,
): Omit<AdamTensors, 'g'> {
  return tf.tidy(() => {
    const gradient = tf.mul(g, gradientScale)
    const first = tf.add(tf.mul(m, beta1), tf.mul(gradient, 1 - beta1))
    const second = tf.add(tf.mul(v, beta2), tf.mul(tf.square(gradient), 1 - beta2))
    const denominator = tf.add(tf.mul(tf.sqrt(second), rootScale), epsilon)
    return { w: tf.sub(w, tf.div(tf.mul(first, stepSize), denominator)), m: first, v: second }
  })
}
