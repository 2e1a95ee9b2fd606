import * as tf from '@tensorflow/tfjs'
import { constantParameter, dense, denseParameters, type Trunk, tensorNamed, xavierParameter } from '@vsc/core'
import type { TensorMap } from '@vsc/engine'

// Two convolutions of stride 2 and their transposes, for images of 32 x 32 x 1.

const convolution = (name: string, channels: number, kernel: readonly number[]) => ({
  [`${name}/kernel`]: xavierParameter(kernel),
  [`${name}/bias`]: constantParameter([channels]),
})

const kernelOf = (p: TensorMap, name: string) => tensorNamed<tf.Tensor4D>(p, `${name}/kernel`)
const withBias = (p: TensorMap, name: string, h: tf.Tensor4D) => tf.add<tf.Tensor4D>(h, tensorNamed(p, `${name}/bias`))

export const convEncoder: Trunk = {
  name: 'conv',
  config: { filters: [2, 3] },
  inputs: 32 * 32,
  outputs: 8 * 8 * 3,
  parameters: () => ({
    ...convolution('conv-1', 2, [4, 4, 1, 2]),
    ...convolution('conv-2', 3, [4, 4, 2, 3]),
  }),
  apply(p, x) {
    const convolve = (h: tf.Tensor4D, name: string) =>
      tf.relu(withBias(p, name, tf.conv2d(h, kernelOf(p, name), 2, 'same')))
    const images = tf.reshape(x, [-1, 32, 32, 1]) as tf.Tensor4D
    return tf.reshape(convolve(convolve(images, 'conv-1'), 'conv-2'), [-1, 8 * 8 * 3])
  },
}

/** Ends in pixels, so many numbers for each as there are heads. */
export const convDecoder = (heads: number): Trunk => ({
  name: 'conv',
  config: { filters: [3, 2] },
  outputs: heads * 32 * 32,
  givesHeads: true,
  parameters: (inputs) => ({
    ...denseParameters('expand', { inputs, outputs: 8 * 8 * 3 }),
    ...convolution('conv-1', 2, [4, 4, 2, 3]),
    ...convolution('conv-2', heads, [4, 4, heads, 2]),
  }),
  apply(p, z) {
    const transposed = (h: tf.Tensor4D, name: string, side: number, channels: number) =>
      withBias(p, name, tf.conv2dTranspose(h, kernelOf(p, name), [z.shape[0], side, side, channels], 2, 'same'))
    const small = tf.reshape(tf.relu(dense(p, 'expand', z)), [-1, 8, 8, 3]) as tf.Tensor4D
    const pixels = transposed(tf.relu(transposed(small, 'conv-1', 16, 2)), 'conv-2', 32, heads)
    const headByHead = tf.transpose(tf.reshape(pixels, [-1, 32 * 32, heads]), [0, 2, 1])
    return tf.reshape(headByHead, [-1, heads * 32 * 32])
  },
})
