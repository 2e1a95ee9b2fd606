import type { DataSet, LabelledDataSet } from './data-set.js'
import { DataError } from './errors.js'
import { factorsOfRows } from './factors.js'

/**
 * A data set cut to its first examples, with their labels and factors; the whole where it has no more. What else a data set's own
 * type adds is left as it is, for all examples.
 *
 * @throws DataError `BAD_COUNT` unless `count` is a whole number from 1
 * @example
 * const data = firstExamples(smileyDataSet({ count: 100, seed: 1 }), 10)
 * console.log(data.count, data.factors?.values.length) // 10, 180
 */
export function firstExamples<D extends DataSet & Partial<LabelledDataSet>>(data: D, count: number): D {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new DataError('BAD_COUNT', `cannot take the first ${count} examples: expected a whole number from 1`)
  }
  if (count >= data.count) return data
  const { labels, factors, provenance } = data
  const first = Array.from({ length: count }, (_, n) => n)
  return {
    ...data,
    count,
    provenance: { ...provenance, count },
    ...(labels && { labels: labels.subarray(0, count) }),
    ...(factors && { factors: factorsOfRows(factors, first) }),
  }
}
