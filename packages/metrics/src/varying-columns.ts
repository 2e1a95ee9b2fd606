import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'
import { momentsOf } from './moments.js'

/**
 * The indices of the factors that vary at all. One that does not holds nothing that a code could find, and the ratios the scores are
 * made of are 0/0 for it: it is left out of their means.
 */
export function varyingFactors(factors: Matrix): number[] {
  const varying = varyingColumns(factors)
  if (varying.length === 0) {
    throw new MetricsError('CONSTANT', `factors: all ${factors.columns} columns are constant, expected one that varies`)
  }
  return varying
}

/** The indices of the columns that are not constant. */
export function varyingColumns(matrix: Matrix): number[] {
  return [...momentsOf(matrix).deviation].flatMap((deviation, column) => (deviation > 0 ? [column] : []))
}
