import { requireCount, requireLength } from './checks.js'

/** Numbers in rows and columns, row-major: the value of row i and column j is data[i * columns + j]. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: ArrayLike<number>
}

/** Refuses a matrix whose numbers do not fill it or whose labels do not fit it. */
export function requireMatrix(
  what: string,
  matrix: Matrix,
  rows: ArrayLike<unknown>,
  columns: ArrayLike<unknown>,
): void {
  requireCount(`${what}.rows`, matrix.rows)
  requireCount(`${what}.columns`, matrix.columns)
  requireLength(`${what}.data`, matrix.data, matrix.rows * matrix.columns, `rows x columns, row-major`)
  requireLength(`the row labels of ${what}`, rows, matrix.rows, `its number of rows`)
  requireLength(`the column labels of ${what}`, columns, matrix.columns, `its number of columns`)
}
