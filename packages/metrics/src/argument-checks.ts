import { MetricsError, type MetricsErrorCode } from './errors.js'
import { checkMatrix, checkShape, type Matrix } from './matrix.js'

/** Refuses matrices of examples in rows that are malformed, hold too few examples, or differ in their number. */
export function checkExamples(matrices: Readonly<Record<string, Matrix>>, { atLeast = 2 } = {}): void {
  const [first, ...others] = Object.entries(matrices)
  for (const [name, matrix] of Object.entries(matrices)) {
    checkMatrix(name, matrix)
    if (matrix.rows < atLeast) {
      throw new MetricsError(
        'TOO_FEW_EXAMPLES',
        `${name}: has ${matrix.rows} rows, expected at least ${atLeast}, one for each example`,
      )
    }
  }
  for (const [name, matrix] of others) {
    if (matrix.rows !== first![1].rows) {
      throw new MetricsError(
        'WRONG_SHAPE',
        `${name}: has ${matrix.rows} rows but ${first![0]} has ${first![1].rows}, expected the same examples in both`,
      )
    }
  }
}

/** Refuses a matrix without columns. */
export function checkHasColumns(name: string, matrix: Matrix): void {
  if (matrix.columns === 0) throw new MetricsError('WRONG_SHAPE', `${name}: has no columns, expected at least one`)
}

/** Refuses a correlation matrix [F, J] that is malformed or has no feature. */
export function checkCorrelations(matrix: Matrix): void {
  checkMatrix('matrix', matrix)
  if (matrix.rows === 0) throw new MetricsError('WRONG_SHAPE', 'matrix: has no rows, expected one for each feature')
}

/** Refuses spike probabilities outside 0..1. */
export function checkProbabilities(name: string, matrix: Matrix): void {
  checkEntries(name, matrix, (p) => p >= 0 && p <= 1, 'probabilities from 0 to 1')
}

/** Refuses logarithms of probabilities that are above 0. */
export function checkLogProbabilities(name: string, matrix: Matrix): void {
  checkEntries(name, matrix, (log) => log <= 0, 'the logarithm of a probability, 0 or less')
}

/** Refuses log weights that are not numbers; -Infinity is one, of weight 0. */
export function checkLogWeights(name: string, matrix: Matrix): void {
  checkShape(name, matrix)
  checkEntries(name, matrix, (log) => log < Number.POSITIVE_INFINITY, 'a number or -Infinity', 'NOT_FINITE')
}

/** Refuses presence bits that are neither 0 nor 1. */
export function checkBits(name: string, matrix: Matrix): void {
  checkEntries(name, matrix, (bit) => bit === 0 || bit === 1, '0 or 1')
}

function checkEntries(
  name: string,
  { columns, data }: Matrix,
  accepts: (x: number) => boolean,
  expected: string,
  code: MetricsErrorCode = 'OUT_OF_RANGE',
): void {
  for (let k = 0; k < data.length; k++) {
    if (!accepts(data[k]!)) {
      const at = `[${Math.floor(k / columns)}, ${k % columns}]`
      throw new MetricsError(code, `${name}: entry ${at} is ${data[k]}, expected ${expected}`)
    }
  }
}

/** Refuses a threshold or penalty that is negative or not finite. */
export function checkNotNegative(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw new MetricsError('OUT_OF_RANGE', `${name} is ${value}, expected a finite number of at least 0`)
  }
}

/** Refuses a number of bins, neighbours or the like that is not whole or below the least that makes sense. */
export function checkWhole(name: string, value: number, atLeast: number): void {
  if (!Number.isSafeInteger(value) || value < atLeast) {
    throw new MetricsError('OUT_OF_RANGE', `${name} is ${value}, expected a whole number of at least ${atLeast}`)
  }
}
