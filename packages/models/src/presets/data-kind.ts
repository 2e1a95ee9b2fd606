import type { DataSet } from '@vsc/data'
import { briskVarianceFloor } from './brisk.js'

/** What the numbers of a data set are: 0 or 1 (or probabilities of it are wanted), within 0 to 1, or anything else. */
export type DataKind = 'binary' | 'unit' | 'real'

/** The kind of a data set, by its range and the first of its examples. */
export function dataKindOf({
  range: [lowest, highest],
  count,
  read,
}: Pick<DataSet, 'range' | 'count' | 'read'>): DataKind {
  if (lowest < 0 || highest > 1) return 'real'
  const numbers = read(Uint32Array.from({ length: Math.min(count, 100) }, (_, i) => i))
  return numbers.every((number) => number === 0 || number === 1) ? 'binary' : 'unit'
}

/** The likelihood that suits each kind in short runs; the Gaussian's mean stays within 0 to 1 where the numbers do. */
export const likelihoodFor = {
  binary: { likelihood: 'bernoulli' },
  unit: { likelihood: 'gaussian', mean: 'sigmoid', varianceFloor: briskVarianceFloor },
  real: { likelihood: 'gaussian', mean: 'linear', varianceFloor: briskVarianceFloor },
} as const satisfies Record<DataKind, object>
