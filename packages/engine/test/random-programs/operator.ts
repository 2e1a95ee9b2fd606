import * as tf from '@tensorflow/tfjs'

// What the operators of random programs are written with.

/** What an operator of a random program chooses by. */
export interface Choices {
  /** A whole number from 0 up to `count`, exclusive. */
  readonly pick: (count: number) => number
  /** Another tensor of the program. */
  readonly other: () => tf.Tensor
}

/** An operator of a random program; it may refuse what it is given by throwing. */
export interface Operator {
  readonly apply: (x: tf.Tensor, choices: Choices) => tf.Tensor
  /** Its results are rounded, so that the last digit may differ. */
  readonly rounds: boolean
  /** TensorFlow.js's gradient of it is declared to differ (docs/engine.md). */
  readonly gradientDiffers?: boolean
  /** In TensorFlow.js NaN and infinities spread in it, or in its gradient, to where they do not belong (docs/engine.md). */
  readonly spreads?: boolean
}

type Apply = Operator['apply']

export const exact = (apply: Apply): Operator => ({ apply, rounds: false })
export const rounded = (apply: Apply): Operator => ({ apply, rounds: true })
export const oneOf = <T>({ pick }: Choices, ...values: readonly T[]): T => values[pick(values.length)]!
export const axisOf = (x: tf.Tensor, { pick }: Choices): number => pick(2 * x.rank) - x.rank
export const axesOf = (x: tf.Tensor, { pick }: Choices): number[] | undefined => {
  const axes = x.shape.flatMap((_, axis) => (pick(2) ? [axis] : []))
  return pick(4) === 0 ? undefined : axes
}
export const paddingsOf = (x: tf.Tensor, { pick }: Choices) => x.shape.map((): [number, number] => [pick(3), pick(3)])
/** Some of a tensor's numbers, the same in every run, in a shape. */
export const weights = (shape: number[]): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, i) => (((i * 7) % 11) - 5) / 4),
    shape,
  )
/** A tensor as images [B, H, W, C] of the same numbers. */
export const images = (x: tf.Tensor): tf.Tensor4D => {
  const shape = [...x.shape]
  while (shape.length < 4) shape.unshift(1)
  return tf.reshape<tf.Rank.R4>(tf.cast(x, 'float32'), shape.slice(-4) as [number, number, number, number])
}
export const places = (count: number, limit: number, start: number): tf.Tensor1D =>
  tf.tensor1d(
    Array.from({ length: count }, (_, i) => (i * 5 + start) % limit),
    'int32',
  )

/** TensorFlow.js does not broadcast an axis of one to none in all of its operators. */
export function filled(x: tf.Tensor): tf.Tensor {
  if (x.size === 0) throw new Error('nothing there')
  return x
}

/** Without the sign of a zero, which may differ (docs/engine.md) and is seen in what is divided by it. */
export const unsigned = (x: tf.Tensor): tf.Tensor => (x.dtype === 'float32' ? tf.add(x, 0) : x)
