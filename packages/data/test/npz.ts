import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'

interface NpyArray {
  readonly shape: readonly number[]
  /** Row-major, whatever the file's order. */
  readonly data: Uint8Array | Float64Array
}

/** The arrays of a NumPy archive, of bytes and of little-endian doubles in one or two dimensions (bytes: any, row-major). */
export function readNpz(path: string): Readonly<Record<string, NpyArray>> {
  const files = Object.entries(unzipSync(readFileSync(path)))
  return Object.fromEntries(files.map(([name, bytes]) => [name.replace(/\.npy$/, ''), readNpy(bytes)]))
}

function readNpy(bytes: Uint8Array): NpyArray {
  const start = 10 + (bytes[8]! | (bytes[9]! << 8))
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, start))
  const field = (pattern: RegExp) => pattern.exec(header)?.[1] ?? ''
  const shape = field(/'shape': \(([^)]*)\)/)
    .split(',')
    .filter((size) => size.trim() !== '')
    .map(Number)
  const body = bytes.slice(start)
  const stored = field(/'descr': '([^']*)'/) === '<f8' ? new Float64Array(body.buffer) : body
  if (field(/'fortran_order': (\w+)/) !== 'True') return { shape, data: stored }
  const [rows, columns] = [shape[0]!, shape[1]!]
  return { shape, data: stored.map((_, k) => stored[(k % columns) * rows + Math.floor(k / columns)]!) }
}
