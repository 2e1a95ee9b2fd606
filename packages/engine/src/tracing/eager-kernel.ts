import * as tf from '@tensorflow/tfjs-core'
import type { DType, HostArray } from '../tensor.js'
import type { Attributes } from './mapping.js'

/** A tensor whose numbers are known while a body is recorded. */
export interface KnownTensor {
  readonly data: HostArray
  readonly shape: readonly number[]
  readonly dtype: DType
}

interface EagerResult {
  readonly data: tf.BackendValues
  readonly shape: readonly number[]
  readonly dtype: tf.DataType
}

/**
 * Runs a kernel at once, on TensorFlow.js's plain backend, whose results are what the graph's are to be. Undefined where that
 * backend has no such kernel.
 */
export function runEagerly(
  kernel: string,
  inputs: Readonly<Record<string, KnownTensor>>,
  attrs: Attributes,
): EagerResult | EagerResult[] | undefined {
  const cpu = tf.findBackend('cpu')
  const kernelFunc = tf.getKernel(kernel, 'cpu')?.kernelFunc
  if (!kernelFunc) return undefined
  const infos = Object.entries(inputs).map(([name, { data, shape, dtype }]) => {
    return [name, { dataId: cpu.write(data, [...shape], dtype), shape: [...shape], dtype }] as const
  })
  // Kernels that take a list are given their inputs under 0, 1, 2, and look at its length.
  const given = '0' in inputs ? infos.map(([, info]) => info) : Object.fromEntries(infos)
  try {
    const found = kernelFunc({ inputs: given as tf.NamedTensorInfoMap, attrs, backend: cpu })
    const results = [found].flat().map(({ dataId, shape, dtype }) => {
      const data = cpu.readSync(dataId)
      cpu.disposeData(dataId)
      return { data, shape, dtype }
    })
    return Array.isArray(found) ? results : results[0]!
  } finally {
    for (const [, { dataId }] of infos) cpu.disposeData(dataId)
  }
}
