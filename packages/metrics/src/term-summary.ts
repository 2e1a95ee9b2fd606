import { MetricsError } from './errors.js'

/** Per-example values [B] by name, as `LatentModel.evaluate` gives them: `elbo`, `logLikelihood`, `kl`, ... in nats. */
export type ExampleTerms = Readonly<Record<string, ArrayLike<number>>>

/** What is known of a term's mean over a data set. */
export interface TermSummary {
  /** The mean over examples, in the term's own unit. */
  readonly mean: number
  /** The standard error of that mean: the sample standard deviation over the square root of the number of examples. One example has none. */
  readonly standardError?: number
  /** The number of examples. */
  readonly count: number
}

/** Takes in per-example terms a minibatch at a time. */
export interface TermAccumulator {
  /**
   * Takes in the terms of one minibatch. Throws MetricsError `WRONG_NAME` where the names are not those of the first
   * minibatch, `WRONG_SHAPE` where the terms differ in length, `NOT_FINITE` where a value is not finite; then nothing of
   * the minibatch is taken in.
   */
  add(terms: ExampleTerms): void
  /** The summary of each term so far. Throws MetricsError `TOO_FEW_EXAMPLES` before there is one example. */
  summary(): Record<string, TermSummary>
}

/**
 * Averages the terms of the ELBO over a data set that passes by in minibatches of any sizes, without keeping them.
 *
 * Welford's update ("Note on a method for calculating corrected sums of squares and products", 1962) in float64, so a
 * large mean beside a small deviation costs no accuracy.
 *
 * @example
 * const terms = accumulateTerms()
 * terms.add({ logLikelihood: [-10, -12], kl: [3, 4] })
 * terms.add({ logLikelihood: [-11], kl: [5] })
 * terms.summary().kl // { mean: 4, standardError: 0.577..., count: 3 }
 */
export function accumulateTerms(): TermAccumulator {
  const running = new Map<string, { count: number; mean: number; squares: number }>()
  return {
    add(terms) {
      checkTerms(terms, [...running.keys()])
      for (const [name, values] of Object.entries(terms)) {
        const term = running.get(name) ?? { count: 0, mean: 0, squares: 0 }
        for (let n = 0; n < values.length; n++) {
          const difference = values[n]! - term.mean
          term.count += 1
          term.mean += difference / term.count
          term.squares += difference * (values[n]! - term.mean)
        }
        running.set(name, term)
      }
    },
    summary() {
      const count = Math.max(0, ...[...running.values()].map((term) => term.count))
      if (count < 1) throw new MetricsError('TOO_FEW_EXAMPLES', 'terms: no example was added, expected one or more')
      return Object.fromEntries(
        [...running].map(([name, { mean, squares }]) => [
          name,
          { mean, ...(count > 1 && { standardError: Math.sqrt(squares / (count - 1) / count) }), count },
        ]),
      )
    },
  }
}

function checkTerms(terms: ExampleTerms, expected: readonly string[]): void {
  const names = Object.keys(terms)
  if (expected.length > 0 && (names.length !== expected.length || !expected.every((name) => names.includes(name)))) {
    throw new MetricsError('WRONG_NAME', `terms: got ${names.join(', ')}, expected ${expected.join(', ')} as before`)
  }
  const [first, ...others] = names
  for (const name of others) {
    if (terms[name]!.length !== terms[first!]!.length) {
      const found = `${name} has ${terms[name]!.length} values but ${first} has ${terms[first!]!.length}`
      throw new MetricsError('WRONG_SHAPE', `terms: ${found}, expected one for each example in both`)
    }
  }
  for (const [name, values] of Object.entries(terms)) {
    const at = Array.from(values).findIndex((value) => !Number.isFinite(value))
    if (at >= 0)
      throw new MetricsError('NOT_FINITE', `terms: ${name}[${at}] is ${values[at]}, expected finite numbers only`)
  }
}
