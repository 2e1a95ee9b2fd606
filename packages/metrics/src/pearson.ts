import type { Matrix } from './matrix.js'
import { momentsOf, standardise } from './moments.js'

/** Pearson's r of every column of a [N, F] with every column of b [N, J], as [F, J]; 0 where either column is constant. */
export function pearson(a: Matrix, b: Matrix): Matrix<Float64Array> {
  const left = standardise(a, momentsOf(a))
  const right = standardise(b, momentsOf(b))
  const n = a.rows
  const data = new Float64Array(a.columns * b.columns)
  for (let i = 0; i < a.columns; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0
      for (let row = 0; row < n; row++) sum += left[i * n + row]! * right[j * n + row]!
      data[i * b.columns + j] = Math.max(-1, Math.min(1, sum / n)) // rounding may step over 1
    }
  }
  return { rows: a.columns, columns: b.columns, data }
}
