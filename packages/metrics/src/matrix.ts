import { MetricsError } from './errors.js'

/** The arrays a matrix may lie in; bytes suit spikes that are 0 or 1. */
export type MatrixData = Float32Array | Float64Array | Uint8Array

/** A table of numbers in row-major order: entry [row, column] is `data[row * columns + column]`. */
export interface Matrix<Data extends MatrixData = MatrixData> {
  readonly rows: number
  readonly columns: number
  readonly data: Data
}

/**
 * A matrix over an array that is already row-major, not copied, after checking that it has the shape it claims.
 *
 * @throws MetricsError `WRONG_SHAPE` where `data` does not hold rows x columns numbers, `NOT_FINITE` where one is not finite
 * @example
 * const codes = createMatrix({ rows: 2, columns: 3, data: new Float32Array(6) })
 */
export function createMatrix<Data extends MatrixData>(options: Matrix<Data>): Matrix<Data> {
  checkMatrix('matrix', options)
  return options
}

/**
 * A float64 matrix with these rows, copied.
 *
 * @throws MetricsError `WRONG_SHAPE` where the rows differ in length, `NOT_FINITE` where a number is not finite
 * @example
 * const attributes = matrixFromRows([[1, 0], [0, 1], [1, 1]])
 */
export function matrixFromRows(rows: readonly ArrayLike<number>[]): Matrix<Float64Array> {
  const columns = rows[0]?.length ?? 0
  const data = new Float64Array(rows.length * columns)
  rows.forEach((row, r) => {
    if (row.length !== columns) {
      throw new MetricsError('WRONG_SHAPE', `row ${r} holds ${row.length} numbers, expected ${columns} as in row 0`)
    }
    data.set(row, r * columns)
  })
  return createMatrix({ rows: rows.length, columns, data })
}

/**
 * The columns with these indices, in this order, copied: `selectColumns(codes, activeLatents(a))` keeps the latents in
 * use, `selectColumns(a, orderLatents(a).latents)` puts them in the paper's order.
 *
 * @throws MetricsError `OUT_OF_RANGE` where there is no such column
 */
export function selectColumns(matrix: Matrix, columns: ArrayLike<number>): Matrix<Float64Array> {
  checkMatrix('matrix', matrix)
  const data = new Float64Array(matrix.rows * columns.length)
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!
    if (!Number.isInteger(column) || column < 0 || column >= matrix.columns) {
      throw new MetricsError(
        'OUT_OF_RANGE',
        `columns[${k}] is ${column}, expected an index from 0 to ${matrix.columns - 1}`,
      )
    }
    for (let row = 0; row < matrix.rows; row++) {
      data[row * columns.length + k] = matrix.data[row * matrix.columns + column]!
    }
  }
  return { rows: matrix.rows, columns: columns.length, data }
}

/** One row, copied. */
export function rowOf({ columns, data }: Matrix, row: number): Float64Array {
  return Float64Array.from(data.subarray(row * columns, (row + 1) * columns))
}

/** The rows for which `keep` says so, copied. */
export function filterRows(matrix: Matrix, keep: (row: number) => boolean): Matrix<Float64Array> {
  return selectRows(matrix, Array.from({ length: matrix.rows }, (_, row) => row).filter(keep))
}

/** The rows with these indices, in this order, copied. */
export function selectRows({ columns, data }: Matrix, rows: readonly number[]): Matrix<Float64Array> {
  const selected = new Float64Array(rows.length * columns)
  rows.forEach((row, r) => {
    selected.set(data.subarray(row * columns, (row + 1) * columns), r * columns)
  })
  return { rows: rows.length, columns, data: selected }
}

/** The matrix with rows and columns exchanged, copied. */
export function transpose({ rows, columns, data }: Matrix): Matrix<Float64Array> {
  const transposed = new Float64Array(rows * columns)
  for (let k = 0; k < transposed.length; k++) transposed[k] = data[(k % rows) * columns + Math.floor(k / rows)]!
  return { rows: columns, columns: rows, data: transposed }
}

/** Refuses a matrix whose data is not rows x columns finite numbers. */
export function checkMatrix(name: string, matrix: Matrix): void {
  checkShape(name, matrix)
  const { columns, data } = matrix
  for (let k = 0; k < data.length; k++) {
    if (!Number.isFinite(data[k])) {
      const at = `[${Math.floor(k / columns)}, ${k % columns}]`
      throw new MetricsError('NOT_FINITE', `${name}: entry ${at} is ${data[k]}, expected finite numbers only`)
    }
  }
}

/** Refuses a matrix whose data is not rows x columns numbers. */
export function checkShape(name: string, { rows, columns, data }: Matrix): void {
  if (!isCount(rows) || !isCount(columns)) {
    throw new MetricsError('WRONG_SHAPE', `${name}: rows and columns must be whole numbers, got ${rows} and ${columns}`)
  }
  if (data.length !== rows * columns) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `${name}: the data of a matrix [${rows}, ${columns}] must hold ${rows * columns} numbers, got ${data.length}`,
    )
  }
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}
