import { createMatrix, type Matrix } from '@vsc/metrics'

/** Decoded examples, a row each: [n, M]. */
export type Examples = Matrix<Float32Array>

/** Numbers as examples of M each. */
export const asExamples = (data: Float32Array, dim: number): Examples =>
  createMatrix({ rows: data.length / dim, columns: dim, data })

/** A row, not copied. */
export const rowOf = <Data extends Float32Array | Float64Array>({ columns, data }: Matrix<Data>, row: number): Data =>
  data.subarray(row * columns, (row + 1) * columns) as Data

/** The rows of all, one after the other. */
export function stack(parts: readonly Matrix[]): Matrix<Float32Array> {
  const columns = parts[0]?.columns ?? 0
  const data = new Float32Array(parts.reduce((size, part) => size + part.data.length, 0))
  let start = 0
  for (const part of parts) {
    data.set(part.data, start)
    start += part.data.length
  }
  return { rows: columns === 0 ? 0 : data.length / columns, columns, data }
}

/** How far two examples are apart: the mean over their numbers of |a - b|. */
export const change = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length
