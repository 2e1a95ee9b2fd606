import * as tf from '@tensorflow/tfjs'
import type { NamedTensors, TensorMap } from '@vsc/engine'

/** Arrays on the host as tensors of the same names. */
export const toTensors = (arrays: NamedTensors<Float32Array>): TensorMap =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape], 'float32')]),
  )
