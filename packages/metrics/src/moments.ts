import type { Matrix } from './matrix.js'

/** Of each column: its mean and its (population) standard deviation, which is exactly 0 where the column is constant. */
interface Moments {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** The moments of each column over at least one row, in two passes. */
export function momentsOf({ rows, columns, data }: Matrix): Moments {
  const mean = new Float64Array(columns)
  const deviation = new Float64Array(columns)
  for (let column = 0; column < columns; column++) {
    // Means are taken about the first entry, so that a constant column has no rounding error and a deviation of exactly 0.
    const origin = data[column]!
    let sum = 0
    for (let k = column; k < data.length; k += columns) sum += data[k]! - origin
    const shift = sum / rows
    let squares = 0
    for (let k = column; k < data.length; k += columns) squares += (data[k]! - origin - shift) ** 2
    mean[column] = origin + shift
    deviation[column] = Math.sqrt(squares / rows)
  }
  return { mean, deviation }
}

/**
 * The columns with their mean taken off and divided by their standard deviation, one after the other:
 * column c is `subarray(c * rows, (c + 1) * rows)`. A constant column becomes zeros.
 */
export function standardise({ rows, columns, data }: Matrix, { mean, deviation }: Moments): Float64Array {
  const standardised = new Float64Array(rows * columns)
  for (let column = 0; column < columns; column++) {
    if (deviation[column] === 0) continue
    const centre = mean[column]!
    const scale = 1 / deviation[column]!
    for (let row = 0; row < rows; row++) {
      standardised[column * rows + row] = (data[row * columns + column]! - centre) * scale
    }
  }
  return standardised
}
