import * as tf from '@tensorflow/tfjs'
import type { HostTensor, TrainingDefinition } from '@vsc/engine'
import { createRng } from '@vsc/random'

/** Sizes of a convolutional variational autoencoder: images [B, size, size, channels]. */
export interface ConvVaeSize {
  readonly batch: number
  readonly imageSize: number
  readonly channels: number
  /** Filters of the two strided convolutions, and of their transposes the other way round. */
  readonly filters: readonly [number, number]
  readonly latentDim: number
}

const KERNEL = 4

/**
 * A variational autoencoder of two convolutions of stride 2 and their transposes, with batch normalisation after each but the last,
 * as TensorFlow.js users write it. Its loss is the squared error and the divergence from N(0, 1), in nats per example.
 */
export function convVae({ batch, imageSize, channels, filters: [f1, f2], latentDim }: ConvVaeSize): TrainingDefinition {
  const rng = createRng(1)
  const weights = (name: string, ...shape: number[]): HostTensor<Float32Array> => {
    const data = rng.fork('init', name).fillNormal(new Float32Array(shape.reduce((a, b) => a * b, 1)))
    const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1)
    return { shape, data: data.map((n) => n / Math.sqrt(fanIn)) }
  }
  const constant = (value: number, size: number) => ({ shape: [size], data: new Float32Array(size).fill(value) })
  const side = imageSize / 4
  const features = side * side * f2
  const parameters = {
    conv1: weights('conv1', KERNEL, KERNEL, channels, f1),
    conv2: weights('conv2', KERNEL, KERNEL, f1, f2),
    heads: weights('heads', features, 2 * latentDim),
    expand: weights('expand', latentDim, features),
    deconv1: weights('deconv1', KERNEL, KERNEL, f1, f2),
    deconv2: weights('deconv2', KERNEL, KERNEL, channels, f1),
    scale1: constant(1, f1),
    offset1: constant(0, f1),
    scale2: constant(1, f2),
    offset2: constant(0, f2),
    scale3: constant(1, f1),
    offset3: constant(0, f1),
  }
  return {
    name: 'convolutional VAE',
    parameters,
    inputs: {
      x: { shape: [batch, imageSize, imageSize, channels] },
      eps: { shape: [batch, latentDim] },
    },
    loss: (p, { x, eps }) => {
      const normed = (h: tf.Tensor4D, i: 1 | 2 | 3) => {
        const { mean, variance } = tf.moments(h, [0, 1, 2])
        const [offset, scale] = [p[`offset${i}`], p[`scale${i}`]] as tf.Tensor1D[]
        return tf.relu(tf.batchNorm(h, mean as tf.Tensor1D, variance as tf.Tensor1D, offset, scale, 1e-3))
      }
      const conv = (h: tf.Tensor4D, w: tf.Tensor | undefined) => tf.conv2d(h, w as tf.Tensor4D, 2, 'same')
      const transposed = (h: tf.Tensor4D, w: tf.Tensor | undefined, size: number, depth: number) =>
        tf.conv2dTranspose(h, w as tf.Tensor4D, [batch, size, size, depth], 2, 'same')
      const h1 = normed(conv(x as tf.Tensor4D, p.conv1), 1)
      const h2 = normed(conv(h1, p.conv2), 2)
      const [mean, logVariance] = tf.split(tf.matMul(tf.reshape(h2, [batch, features]), p.heads!), 2, 1)
      const z = tf.add(mean!, tf.mul(tf.exp(tf.mul(logVariance!, 0.5)), eps!))
      const d0 = tf.reshape(tf.relu(tf.matMul(z, p.expand!)), [batch, side, side, f2]) as tf.Tensor4D
      const d1 = normed(transposed(d0, p.deconv1, imageSize / 2, f1), 3)
      const mean2 = tf.sigmoid(transposed(d1, p.deconv2, imageSize, channels))
      const reconstruction = tf.div(tf.sum(tf.squaredDifference(mean2, x!)), batch)
      const divergence = tf.sum(tf.sub(tf.add(tf.square(mean!), tf.exp(logVariance!)), tf.add(logVariance!, 1)))
      const kl = tf.div(divergence, 2 * batch)
      return {
        loss: tf.add(reconstruction, kl),
        terms: { reconstruction, kl } as Record<string, tf.Scalar>,
      } as ReturnType<TrainingDefinition['loss']>
    },
  }
}

/** Images in 0..1 and standard normal noise, the same for the same step. */
export function convVaeInputs({ batch, imageSize, channels, latentDim }: ConvVaeSize, step: number) {
  const rng = createRng(2).fork('step', step)
  return {
    x: rng.fork('x').fillUniform(new Float32Array(batch * imageSize * imageSize * channels)),
    eps: rng.fork('eps').fillNormal(new Float32Array(batch * latentDim)),
  }
}
