import type { ProgramType } from './kernel-program.js'

/** Numbers of a page by name. */
export type Weights = Record<string, WeightTensor>

/** A parameter as the page holds it. */
export interface WeightTensor {
  readonly shape: readonly number[]
  readonly dtype: ProgramType
  readonly data: Float32Array | Int32Array
}

/** Where a tensor stands among all numbers of the page, four bytes each, little-endian. */
export interface WeightEntry {
  readonly shape: readonly number[]
  readonly dtype: ProgramType
  /** In numbers, from the first. */
  readonly start: number
}

/** All tensors one after the other, and where each stands. */
export function packWeights(weights: Readonly<Weights>): {
  readonly entries: Readonly<Record<string, WeightEntry>>
  readonly bytes: Uint8Array
} {
  const entries: Record<string, WeightEntry> = {}
  let size = 0
  for (const [name, { shape, dtype, data }] of Object.entries(weights)) {
    entries[name] = { shape, dtype, start: size }
    size += data.length
  }
  const view = new DataView(new ArrayBuffer(4 * size))
  for (const [name, { data }] of Object.entries(weights)) {
    const { start } = entries[name]!
    for (const [i, value] of data.entries()) {
      if (data instanceof Float32Array) view.setFloat32(4 * (start + i), value, true)
      else view.setInt32(4 * (start + i), value, true)
    }
  }
  return { entries, bytes: new Uint8Array(view.buffer) }
}
