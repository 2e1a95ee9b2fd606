import { checkHasColumns, checkLogWeights } from './argument-checks.js'
import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'

/** Takes in the importance weights of a batch a few samples at a time. */
export interface LogWeightAccumulator {
  /**
   * Takes in [B, l], the log weights of l more samples for each of the B examples, in nats; -Infinity is a weight of 0.
   * Throws MetricsError `WRONG_SHAPE` where B is not that of the first call or l is 0, `NOT_FINITE` where an entry is NaN
   * or Infinity; then nothing is taken in.
   */
  add(logWeights: Matrix): void
  /** The bound for each example so far: [B], in nats. Throws MetricsError `TOO_FEW_EXAMPLES` before anything was added. */
  bound(): Float64Array
}

/**
 * The importance-weighted bound of log p(x) (Burda, Grosse and Salakhutdinov, "Importance weighted autoencoders", 2016),
 *
 *     log (1/L) sum_l w_l,   log w_l = log p(x|z_l) + log p(z_l) - log q(z_l|x),   z_l from q(z|x),
 *
 * from log weights that pass by in pieces of any size. With one sample it is the ELBO; its expectation rises with L towards
 * log p(x) and never exceeds it. The densities are `logDensity` and `logMixtureDensity`; of a model whose prior is chosen
 * by x the one to take is the mixture of its pseudo-inputs' posteriors, since a prior chosen by x gives no bound.
 *
 * @example
 * const weights = accumulateLogWeights()
 * weights.add(matrixFromRows([[-10, -12], [-7, -7]])) // two samples for each of two examples
 * weights.add(matrixFromRows([[-11], [-7]])) // and a third
 * const terms = accumulateTerms()
 * terms.add({ importanceWeightedBound: weights.bound() }) // [-10.691..., -7]
 */
export function accumulateLogWeights(): LogWeightAccumulator {
  // For each example the largest log weight so far, and the sum of all weights in units of that one.
  let largest: Float64Array | undefined
  let sums = new Float64Array(0)
  let count = 0
  return {
    add(logWeights) {
      checkLogWeights('logWeights', logWeights)
      checkHasColumns('logWeights', logWeights)
      const { rows, columns, data } = logWeights
      if (largest === undefined) {
        largest = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY)
        sums = new Float64Array(rows)
      }
      checkSameExamples(rows, largest.length)
      for (let k = 0; k < data.length; k++) {
        const row = Math.floor(k / columns)
        const logWeight = data[k]!
        if (logWeight === Number.NEGATIVE_INFINITY) continue
        if (logWeight > largest[row]!) {
          sums[row] = sums[row]! * Math.exp(largest[row]! - logWeight) + 1
          largest[row] = logWeight
        } else {
          sums[row]! += Math.exp(logWeight - largest[row]!)
        }
      }
      count += columns
    },
    bound() {
      if (largest === undefined) {
        throw new MetricsError('TOO_FEW_EXAMPLES', 'logWeights: none were added, expected one sample or more')
      }
      return largest.map((log, row) => log + Math.log(sums[row]! / count))
    },
  }
}

function checkSameExamples(rows: number, expected: number): void {
  if (rows === expected) return
  throw new MetricsError(
    'WRONG_SHAPE',
    `logWeights: has ${rows} rows, expected ${expected}, the examples of the first call`,
  )
}
