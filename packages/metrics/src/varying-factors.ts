import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'
import { momentsOf } from './moments.js'

/**
 * The indices of the factors that vary at all. One that does not holds nothing that a code could find, and the ratios the scores are
 * made of are 0/0 for it: it is left out of their means.
 */
export function varyingFactors(factors: Matrix): number[] {
  const varying = [...momentsOf(factors).deviation].flatMap((deviation, factor) => (deviation > 0 ? [factor] : []))
  if (varying.length === 0) {
    throw new MetricsError('CONSTANT', `factors: all ${factors.columns} columns are constant, expected one that varies`)
  }
  return varying
}
