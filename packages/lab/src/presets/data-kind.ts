import type { DataKind } from '@vsc/core'
import type { DataSet } from '@vsc/data'

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

/**
 * At the authors' program's 1e-6 the few numbers that are always the same are worth most of the ELBO, and short runs are erratic.
 */
export const shortRunVarianceFloor = 0.01

/** The likelihood that suits each kind in short runs; the Gaussian's mean stays within 0 to 1 where the numbers do. */
export const likelihoodFor = {
  binary: { likelihood: 'bernoulli' },
  unit: { likelihood: 'gaussian', mean: 'sigmoid', varianceFloor: shortRunVarianceFloor },
  real: { likelihood: 'gaussian', mean: 'linear', varianceFloor: shortRunVarianceFloor },
} as const satisfies Record<DataKind, object>
