import { createRng } from '@vsc/random'
import { checkExamples, checkWhole } from './argument-checks.js'
import { MetricsError } from './errors.js'
import type { HeldFactor } from './factor-vae-score.js'
import { type Matrix, selectRows } from './matrix.js'
import { varyingFactors } from './varying-columns.js'

/** How `holdFactors` makes its batches. */
export interface HoldFactorsOptions {
  /** L, the number of examples in a batch; a factor must show in at least 10 times as many. */
  readonly batchSize?: number
  /** The number of batches for each factor. */
  readonly batches?: number
  readonly seed?: number
  /**
   * Whether a factor shows in an example at all; by default each does in every one. A feature V_i of an attribute that is
   * absent has a value that nothing in the example depends on: holding it there would hold nothing.
   */
  readonly shows?: (example: number, factor: number) => boolean
}

/**
 * Batches for the FactorVAE score out of a fixed set with continuous factors, where no two examples share a value: a batch
 * that holds a factor is a random example and those nearest to it in that factor. Nothing else is chosen, so the others
 * vary as they do in the set, provided the factors are independent. A discrete factor is held exactly where a value has L
 * examples.
 *
 * For features that show only with their attribute give the values V as factors, and `shows`. (Sources S V will not do:
 * one that is 0 for half the examples would be held at 0, and with it every other feature of its attribute.) The codes are
 * then compared within the examples that show the factor, where a latent that signals mere presence is constant.
 *
 * @param factors [N, F], continuous ground truth that varies independently; columns that are constant are left out
 * @param codes [N, J]
 * @throws MetricsError where a shape, a number of examples or an entry is not as it should be, all factors are constant, or
 * one shows in fewer than 10 L examples
 * @example
 * const attributeOf = [0, 0, 1]
 * const rows = Array.from({ length: 400 }, (_, n) => n)
 * const present = rows.map((n) => [n % 2, (n >> 1) % 2])
 * const values = rows.map((n) => [Math.sin(n * n), Math.cos(3 * n * n), Math.sin(5 * n * n)])
 * const shows = (n: number, i: number) => present[n]![attributeOf[i]!] === 1
 * const codes = values.map((row, n) => row.map((value, i) => (shows(n, i) ? value : 0)))
 * const held = holdFactors(matrixFromRows(values), matrixFromRows(codes), { batchSize: 16, shows })
 * const score = factorVaeScore(held) // 1
 */
export function holdFactors(
  factors: Matrix,
  codes: Matrix,
  { batchSize = 64, batches = 90, seed = 1, shows = () => true }: HoldFactorsOptions = {},
): HeldFactor[] {
  checkExamples({ factors, codes })
  checkWhole('batchSize', batchSize, 2)
  checkWhole('batches', batches, 3)
  return varyingFactors(factors).map((factor) => {
    const rng = createRng(seed).fork('hold', factor)
    const factorAt = (example: number) => factors.data[example * factors.columns + factor]!
    const showing = [...rng.permutation(factors.rows)].filter((example) => shows(example, factor))
    checkShowing(factor, showing.length, batchSize)
    const ascending = showing.sort((a, b) => factorAt(a) - factorAt(b)) // stable: equal values stay in random order
    const values = Float64Array.from(ascending, factorAt)
    return {
      free: ascending.length === codes.rows ? codes : selectRows(codes, ascending),
      held: Array.from({ length: batches }, () => {
        const start = startOfNearest(values, rng.integer(values.length), batchSize)
        return selectRows(codes, ascending.slice(start, start + batchSize))
      }),
    }
  })
}

/** Where in ascending values the `size` begin that lie nearest to the one at `centre`; of equally near ones, to its place. */
function startOfNearest(values: Float64Array, centre: number, size: number): number {
  let start = centre
  let end = centre + 1
  while (end - start < size) {
    const below = start > 0 ? values[centre]! - values[start - 1]! : Infinity
    const above = end < values.length ? values[end]! - values[centre]! : Infinity
    if (below < above || (below === above && centre - start < end - centre)) start--
    else end++
  }
  return start
}

function checkShowing(factor: number, count: number, batchSize: number): void {
  if (count >= 10 * batchSize) return
  throw new MetricsError(
    'TOO_FEW_EXAMPLES',
    `factors: factor ${factor} shows in ${count} examples, expected at least ${10 * batchSize} to hold it in batches of ` +
      `${batchSize}; give more examples or a smaller batchSize`,
  )
}
