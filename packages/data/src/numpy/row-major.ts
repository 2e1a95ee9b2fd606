import type { NumberArray } from './dtype.js'

/** The same array with its last index varying fastest, given with its first doing so, as Fortran keeps arrays. */
export function rowMajorOfColumnMajor(columnMajor: NumberArray, shape: readonly number[]): NumberArray {
  const strides = shape.map((_, d) => shape.slice(0, d).reduce((product, n) => product * n, 1))
  const rowMajor = columnMajor.slice()
  const index = shape.map(() => 0)
  let source = 0
  for (let k = 0; k < rowMajor.length; k++) {
    rowMajor[k] = columnMajor[source]!
    // the next index, with carries
    for (let d = shape.length - 1; d >= 0; d--) {
      index[d]! += 1
      source += strides[d]!
      if (index[d]! < shape[d]!) break
      index[d] = 0
      source -= strides[d]! * shape[d]!
    }
  }
  return rowMajor
}
