import * as tf from '@tensorflow/tfjs'
import {
  constantParameter,
  dense,
  denseParameters,
  type Trunk,
  type Trunks,
  tensorNamed,
  xavierParameter,
} from '../src/index.js'

// A convolution of stride 2 from images of 4 x 6 x 1 to 2 x 3 x 5, and its transpose to two heads of pixels.

const encoder: Trunk = {
  name: 'conv',
  config: { filters: [5] },
  inputs: 24,
  outputs: 30,
  parameters: () => ({ kernel: xavierParameter([3, 3, 1, 5]), bias: constantParameter([5], 0.1) }),
  apply(p, x) {
    const images = tf.reshape(x, [-1, 4, 6, 1]) as tf.Tensor4D
    const features = tf.add(tf.conv2d(images, tensorNamed<tf.Tensor4D>(p, 'kernel'), 2, 'same'), p.bias!)
    return tf.reshape(tf.relu(features), [-1, 30])
  },
}

const decoder: Trunk = {
  name: 'conv',
  config: { filters: [5] },
  outputs: 2 * 24,
  givesHeads: true,
  parameters: (inputs) => ({
    ...denseParameters('expand', { inputs, outputs: 30 }),
    kernel: xavierParameter([3, 3, 2, 5]),
  }),
  apply(p, z) {
    const features = tf.reshape(tf.relu(dense(p, 'expand', z)), [-1, 2, 3, 5]) as tf.Tensor4D
    const kernel = tensorNamed<tf.Tensor4D>(p, 'kernel')
    const pixels = tf.conv2dTranspose(features, kernel, [z.shape[0], 4, 6, 2], 2, 'same')
    return tf.reshape(tf.transpose(tf.reshape(pixels, [-1, 24, 2]), [0, 2, 1]), [-1, 48])
  },
}

export const convTrunks: Trunks = { encoder, decoder }
