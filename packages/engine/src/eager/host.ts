import * as tf from '@tensorflow/tfjs-core'
import type { createInputReader } from '../checks.js'
import type { StepInputs } from '../program.js'
import { mapRecord } from '../record.js'
import {
  dtypeOf,
  type HostArray,
  type HostTensor,
  type NamedTensors,
  type TensorMap,
  type TensorSpec,
} from '../tensor.js'

// What goes from arrays to tensors of the chosen backend and back. Reading waits: on a GPU nothing can be read at once.

export const upload = ({ data, shape }: HostTensor): tf.Tensor =>
  tf.keep(tf.tensor(data.slice(), [...shape], dtypeOf(data)))

/** The inputs of a step as tensors of the current scope. */
export function uploadInputs(
  read: ReturnType<typeof createInputReader>,
  given: StepInputs,
  specs: Readonly<Record<string, TensorSpec>>,
): TensorMap {
  const tensors: Record<string, tf.Tensor> = {}
  read(given, (key, data) => {
    tensors[key] = tf.tensor(data.slice(), [...specs[key]!.shape], dtypeOf(data))
  })
  return tensors
}

/** A tensor that outlasts the scope, and is disposed by itself: it may be one that others hold, too. */
export const keepOwn = (tensor: tf.Tensor): tf.Tensor => tf.keep(tensor.clone())

export const disposeAll = (tensors: Iterable<tf.Tensor>): void => {
  for (const tensor of tensors) tensor.dispose()
}

/** A copy of a tensor's numbers. */
export const download = async (tensor: tf.Tensor): Promise<HostArray> => (await tensor.data<'float32'>()).slice()

/** Copies of the tensors. */
export async function downloadAll(tensors: TensorMap): Promise<NamedTensors> {
  const arrays = await downloadArrays(tensors)
  return mapRecord(tensors, ({ shape }, key) => ({ shape, data: arrays[key]! }))
}

/** Copies of the tensors' numbers. */
export async function downloadArrays(tensors: TensorMap): Promise<Record<string, HostArray>> {
  const entries = Object.entries(tensors).map(async ([key, tensor]) => [key, await download(tensor)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Scalars in one tensor, so that they are read all at once. */
export const stackScalars = (scalars: readonly tf.Tensor[]): tf.Tensor =>
  tf.keep(tf.stack(scalars.map((scalar) => tf.cast(tf.reshape(scalar, []), 'float32'))))
