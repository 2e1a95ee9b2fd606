import type { DataSet } from '../data-set.js'
import type { Moments } from './moments.js'

/** Numbers that are read at a time. */
const chunk = 2 ** 20

/** The moments of these examples themselves, by Welford's recurrence, in doubles. */
export function momentsOf({ count, dim, read }: Pick<DataSet, 'count' | 'dim' | 'read'>): Moments {
  const means = new Float64Array(dim)
  const squares = new Float64Array(dim)
  const least = new Float64Array(dim).fill(Number.POSITIVE_INFINITY)
  const greatest = new Float64Array(dim).fill(Number.NEGATIVE_INFINITY)
  const rows = Math.max(1, Math.floor(chunk / dim))
  let whole = true
  for (let start = 0; start < count; start += rows) {
    const numbers = read(Uint32Array.from({ length: Math.min(rows, count - start) }, (_, k) => start + k))
    for (let k = 0; k < numbers.length; k++) {
      const [value, m] = [numbers[k]!, k % dim]
      const seen = start + Math.floor(k / dim) + 1
      const step = value - means[m]!
      means[m]! += step / seen
      squares[m]! += step * (value - means[m]!)
      if (value < least[m]!) least[m] = value
      if (value > greatest[m]!) greatest[m] = value
      whole &&= Number.isInteger(value)
    }
  }
  return { means, deviations: squares.map((sum) => Math.sqrt(sum / count)), least, greatest, whole }
}

/** Moments of training examples, with the extremes of examples of other splits besides. */
export function withExtremesOf(training: Moments, others: readonly Pick<DataSet, 'count' | 'dim' | 'read'>[]): Moments {
  const all = [training, ...others.map(momentsOf)]
  const extreme = (pick: (...values: number[]) => number, key: 'least' | 'greatest') =>
    training[key].map((_, m) => pick(...all.map((moments) => moments[key][m]!)))
  return { ...training, least: extreme(Math.min, 'least'), greatest: extreme(Math.max, 'greatest') }
}
