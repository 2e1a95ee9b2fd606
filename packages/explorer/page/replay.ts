import { engine, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import type { KernelProgram } from '../src/kernel-program.js'

/** Tensors by name. */
export type Tensors = Readonly<Record<string, Tensor>>

/** Runs what was recorded, on the backend that TensorFlow.js has now, and reads its outputs. */
export function replay(
  { inputs, weights, calls, outputs }: KernelProgram,
  known: Tensors,
  given: Readonly<Record<string, ArrayLike<number>>>,
): Record<string, Float32Array> {
  const read: Record<string, Float32Array> = {}
  tidy(() => {
    const values = new Map<number, Tensor>()
    for (const [name, id] of Object.entries(weights)) values.set(id, known[name]!)
    for (const [name, { id, shape }] of Object.entries(inputs)) {
      values.set(id, tensor(Float32Array.from(given[name]!), [...shape], 'float32'))
    }
    for (const { kernel, inputs: ids, attrs, outputs: results } of calls) {
      const used = Array.isArray(ids)
        ? ids.map((id) => values.get(id)!)
        : Object.fromEntries(Object.entries(ids).map(([key, id]) => [key, values.get(id)!]))
      const found = engine().runKernel(kernel, used as never, attrs as never) as Tensor | Tensor[]
      for (const [k, one] of [found].flat().entries()) values.set(results[k]!, one)
    }
    for (const [name, id] of Object.entries(outputs)) read[name] = values.get(id)!.dataSync<'float32'>().slice()
  })
  return read
}
