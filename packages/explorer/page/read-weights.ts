import { tensor } from '@tensorflow/tfjs-core'
import type { WeightEntry } from '../src/weights.js'
import type { Tensors } from './replay.js'

/** The numbers of the page's weights: four bytes each, little-endian. */
export function readWeights(bytes: Uint8Array, entries: Readonly<Record<string, WeightEntry>>) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const numbers = (name: string): Float32Array | Int32Array => {
    const { shape, dtype, start } = entries[name]!
    const size = shape.reduce((product, n) => product * n, 1)
    if (4 * (start + size) > view.byteLength) throw new Error(`the weights end before ${name}`)
    return dtype === 'float32'
      ? Float32Array.from({ length: size }, (_, k) => view.getFloat32(4 * (start + k), true))
      : Int32Array.from({ length: size }, (_, k) => view.getInt32(4 * (start + k), true))
  }
  /** Those that programs use, as tensors that stay. */
  const tensors = (names: Iterable<string>): Tensors =>
    Object.fromEntries(
      [...new Set(names)].map((name) => {
        const { shape, dtype } = entries[name]!
        return [name, tensor(numbers(name), [...shape], dtype)]
      }),
    )
  return { numbers: (name: string) => numbers(name) as Float32Array, tensors }
}
