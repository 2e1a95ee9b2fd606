import { MetricsError } from './errors.js'
import type { Matrix } from './matrix.js'

/**
 * What the values of a factor are: `continuous` quantities, or `discrete` ones of which each value is a class of its own,
 * such as a shape, or the position of a sprite on its grid.
 */
export type FactorKind = 'continuous' | 'discrete'

/** What the scores know of factors beside their values. */
export interface FactorOptions {
  /** The kind of each of the F factors, or of all of them; `continuous` by default. */
  readonly kinds?: FactorKind | readonly FactorKind[]
}

/** The kind of each factor, after checking that there is one. */
export function factorKinds(factors: Matrix, kinds: FactorOptions['kinds'] = 'continuous'): readonly FactorKind[] {
  const each = typeof kinds === 'string' ? new Array<FactorKind>(factors.columns).fill(kinds) : kinds
  if (each.length !== factors.columns) {
    throw new MetricsError(
      'WRONG_SHAPE',
      `kinds: has ${each.length} entries, expected one for each of ${factors.columns} factors`,
    )
  }
  each.forEach((kind, factor) => {
    if (kind === 'continuous' || kind === 'discrete') return
    throw new MetricsError('WRONG_NAME', `kinds[${factor}] is ${kind}, expected continuous or discrete`)
  })
  return each
}
