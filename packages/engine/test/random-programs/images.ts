import * as tf from '@tensorflow/tfjs'
import { exact, images, type Operator, oneOf, rounded, weights } from './operator.js'

/** Operators of images. */
export const imageOperators: Readonly<Record<string, Operator>> = {
  conv2d: rounded((x, c) => {
    const y = images(x)
    const pad = oneOf<'same' | 'valid' | number>(c, 'same', 'valid', 1)
    return tf.conv2d(y, weights([1 + c.pick(3), 1 + c.pick(3), y.shape[3], 2]) as tf.Tensor4D, 1 + c.pick(2), pad)
  }),
  depthwise: rounded((x, c) => {
    const y = images(x)
    const filter = weights([1 + c.pick(2), 1 + c.pick(2), y.shape[3], 1 + c.pick(2)]) as tf.Tensor4D
    return tf.depthwiseConv2d(y, filter, 1 + c.pick(2), oneOf(c, 'same', 'valid'))
  }),
  conv2dTranspose: rounded((x, { pick }) => {
    const y = images(x)
    const [batch, height, width, channels] = y.shape
    const size = 1 + pick(3)
    return tf.conv2dTranspose(
      y,
      weights([size, size, 2, channels]) as tf.Tensor4D,
      [batch, height * 2, width * 2, 2],
      2,
      'same',
    )
  }),
  maxPool: exact((x, c) =>
    tf.maxPool(
      images(x),
      [1 + c.pick(3), 1 + c.pick(3)],
      1 + c.pick(2),
      oneOf<'same' | number>(c, 'same', 'valid' as 'same', 1, 2),
    ),
  ),
  avgPool: rounded((x, c) =>
    tf.avgPool(
      images(x),
      [1 + c.pick(3), 1 + c.pick(3)],
      1 + c.pick(2),
      oneOf<'same' | number>(c, 'same', 'valid' as 'same', 1, 2),
    ),
  ),
  resizeBilinear: {
    ...rounded((x, { pick }) => tf.image.resizeBilinear(images(x), [1 + pick(5), 1 + pick(5)], pick(2) === 1)),
    gradientDiffers: true,
  },
  resizeNearest: {
    ...exact((x, { pick }) => tf.image.resizeNearestNeighbor(images(x), [1 + pick(5), 1 + pick(5)], pick(2) === 1)),
    gradientDiffers: true,
  },
  batchNorm: rounded((x) => {
    const y = images(x)
    const channels = [y.shape[3]]
    return tf.batchNorm(
      y,
      weights(channels) as tf.Tensor1D,
      tf.abs(weights(channels)) as tf.Tensor1D,
      tf.scalar(0.5) as never,
      tf.scalar(2) as never,
    )
  }),
  depthToSpace: exact((x) => tf.depthToSpace(images(x), 2)),
  spaceToBatch: exact((x, { pick }) => {
    const y = images(x)
    const [, height, width] = y.shape
    return tf.spaceToBatchND(
      y,
      [2, 2],
      [
        [pick(2) * 2, height % 2],
        [0, (width % 2) + 2 * pick(2)],
      ],
    )
  }),
}
