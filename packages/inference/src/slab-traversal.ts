import { type Matrix, matrixFromRows } from '@vsc/metrics'
import type { Evaluation } from './evaluate-model.js'
import { traversal } from './latent-paths.js'

/** Whose latents are led through their values, and in how many steps. */
export interface SlabTraversalOptions {
  /** What the model made of examples: they say through which values a latent goes. */
  readonly evaluation: Pick<Evaluation, 'codes' | 'gammas' | 'means'>
  /** The code that the other latents keep, [J]. */
  readonly code: ArrayLike<number>
  readonly latents: readonly number[]
  /** Values of a latent beside `off`: 9 by default. */
  readonly steps?: number
}

/** A latent's row of a traversal. */
export interface TraversedLatent {
  readonly latent: number
  /** What the latent is set to: 0 first, which is off, where the model has spikes; then values of its slab, rising. */
  readonly values: readonly number[]
  /** Whether no example has it on: its values are then the slab's means over the examples. */
  readonly neverOn: boolean
}

/** The codes of a traversal, with the values and the labels of its rows and columns. */
export interface SlabTraversal {
  /** [latents * columns, J], the codes of a latent one after the other. */
  readonly codes: Matrix<Float64Array>
  readonly columns: number
  /** `off`, where there are spikes, then which share of a latent's values lies below: `2%` to `98%`. */
  readonly columnLabels: readonly string[]
  readonly rows: readonly TraversedLatent[]
}

/** The shares of a latent's values between which it goes: the few beyond are the ones that say least about it. */
const ends = { first: 0.02, last: 0.98 }

/**
 * A code with one latent after the other off, where the model has spikes, and then led through the values that it has where it is on:
 * quantiles of its codes over the examples. A latent's slab lies where training has put it, and no two share a range.
 *
 * @example
 * import { createMatrix } from '@vsc/metrics'
 *
 * const codes = createMatrix({ rows: 3, columns: 1, data: Float32Array.of(0, 4, 6) })
 * const evaluation = { codes, means: codes, gammas: createMatrix({ rows: 3, columns: 1, data: Float32Array.of(0, 1, 1) }) }
 * slabTraversal({ evaluation, code: [4], latents: [0], steps: 1 }).rows[0]?.values // [0, 5]: off, and the median where on
 */
export function slabTraversal({ evaluation, code, latents, steps = 9 }: SlabTraversalOptions): SlabTraversal {
  const off = evaluation.gammas === undefined ? [] : [0]
  const shares = Array.from({ length: steps }, (_, i) =>
    steps === 1 ? 0.5 : ends.first + ((ends.last - ends.first) * i) / (steps - 1),
  )
  const rows = latents.map((latent): TraversedLatent => {
    const on = columnOf(evaluation.codes, latent).filter((value) => off.length === 0 || value !== 0)
    const sorted = (on.length > 0 ? on : columnOf(evaluation.means, latent)).sort((a, b) => a - b)
    return { latent, values: [...off, ...shares.map((share) => quantile(sorted, share))], neverOn: on.length === 0 }
  })
  const codes = rows.map(({ latent, values }) => traversal({ code, latents: [latent], values }))
  return {
    codes: matrixFromRows(codes.flatMap(rowsOf)),
    columns: off.length + steps,
    columnLabels: [...off.map(() => 'off'), ...shares.map((share) => `${Math.round(100 * share)}%`)],
    rows,
  }
}

const columnOf = ({ rows, columns, data }: Matrix, column: number): number[] =>
  Array.from({ length: rows }, (_, row) => data[row * columns + column]!)

const rowsOf = ({ rows, columns, data }: Matrix<Float64Array>): Float64Array[] =>
  Array.from({ length: rows }, (_, row) => data.subarray(row * columns, (row + 1) * columns))

/** The value below which a share of sorted values lies, straight between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!]
  return low + (high - low) * (place - below)
}
