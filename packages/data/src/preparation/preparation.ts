import * as z from 'zod'
import { DataError } from '../errors.js'
import type { NumberRange } from '../number-range.js'
import type { Moments } from './moments.js'

/**
 * How examples are scaled before a model sees them, by name: `unit` maps the data set's range onto 0..1; `standardise` gives each of
 * an example's numbers mean 0 and deviation 1 over the training examples; `l2` divides every example by its Euclidean norm, as the
 * authors' code does; `none` leaves them as they are.
 */
export type PreparationName = (typeof preparationNames)[number]

/** The names of the preparations, in the order in which they are documented. */
export const preparationNames = ['none', 'unit', 'standardise', 'l2'] as const

/**
 * A preparation with all the numbers that it needs: what was found on training examples can be done to any others alike, in
 * another program too.
 */
export type Preparation =
  | { readonly kind: 'none' }
  /** (x - lowest) / (highest - lowest) */
  | { readonly kind: 'unit'; readonly range: NumberRange }
  /** (x - mean) / deviation, number by number: [M] each. A number that never changes has deviation 1. */
  | { readonly kind: 'standardise'; readonly means: readonly number[]; readonly deviations: readonly number[] }
  /** x / |x|; an example of zeros stays zeros. */
  | { readonly kind: 'l2' }

const rangeSchema = z.tuple([z.number(), z.number()]).refine(([lowest, highest]) => lowest < highest, {
  error: 'expected the lower number of the range first',
})

/** A {@link Preparation} as JSON holds it, such as in a run's `config.json`. */
export const preparationSchema: z.ZodType<Preparation> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('unit'), range: rangeSchema }),
  z
    .strictObject({
      kind: z.literal('standardise'),
      means: z.array(z.number()).min(1),
      deviations: z.array(z.number().positive()).min(1),
    })
    .refine(({ means, deviations }) => means.length === deviations.length, {
      error: 'expected as many deviations as means',
    }),
  z.strictObject({ kind: z.literal('l2') }),
])

/**
 * Prepares raw examples, [n, M] row-major, where they stand, and returns them.
 *
 * @throws DataError `WRONG_LENGTH` where `numbers` is no whole number of examples of M numbers, or M is not that of the preparation
 * @example
 * const standardise = { kind: 'standardise', means: [10, 200], deviations: [5, 50] } as const
 * console.log(applyPreparation(standardise, Float32Array.of(15, 150), 2)) // [1, -1]
 */
export function applyPreparation(preparation: Preparation, numbers: Float32Array, dim: number): Float32Array {
  checkLengths(preparation, numbers, dim)
  switch (preparation.kind) {
    case 'none':
      return numbers
    case 'unit': {
      const [lowest, highest] = preparation.range
      const scale = 1 / (highest - lowest)
      for (let k = 0; k < numbers.length; k++) numbers[k] = (numbers[k]! - lowest) * scale
      return numbers
    }
    case 'standardise': {
      const { means, deviations } = preparation
      for (let k = 0; k < numbers.length; k++) numbers[k] = (numbers[k]! - means[k % dim]!) / deviations[k % dim]!
      return numbers
    }
    case 'l2':
      for (let start = 0; start < numbers.length; start += dim) {
        const scale = inverseNorm(numbers, start, start + dim)
        for (let k = start; k < start + dim; k++) numbers[k] = numbers[k]! * scale
      }
      return numbers
  }
}

function checkLengths(preparation: Preparation, { length }: Float32Array, dim: number): void {
  if (length % dim !== 0) {
    throw new DataError('WRONG_LENGTH', `${length} numbers are no whole number of examples of ${dim} numbers each`)
  }
  if (preparation.kind !== 'standardise' || preparation.means.length === dim) return
  throw new DataError(
    'WRONG_LENGTH',
    `this preparation is for examples of ${preparation.means.length} numbers, these have ${dim}`,
  )
}

/** The extremes of each of an example's numbers, [M] each. */
type Extremes = Pick<Moments, 'least' | 'greatest'>

/** The range that numbers of `range` have once they are prepared, or a closer one where each of an example's numbers has its own. */
export function preparedRange(preparation: Preparation, [lowest, highest]: NumberRange, each?: Extremes): NumberRange {
  switch (preparation.kind) {
    case 'none':
      return [lowest, highest]
    case 'unit': {
      const [from, to] = preparation.range
      const scaled = (value: number) => (value === from ? 0 : value === to ? 1 : (value - from) / (to - from))
      return [scaled(lowest), scaled(highest)]
    }
    case 'standardise': {
      const { means, deviations } = preparation
      const least = means.reduce(
        (least, mean, m) => Math.min(least, ((each?.least[m] ?? lowest) - mean) / deviations[m]!),
        0,
      )
      const greatest = means.reduce(
        (most, mean, m) => Math.max(most, ((each?.greatest[m] ?? highest) - mean) / deviations[m]!),
        0,
      )
      return [least, greatest]
    }
    case 'l2':
      return [lowest < 0 ? -1 : 0, highest > 0 ? 1 : 0]
  }
}

/** 1 / norm of numbers[start..end); 1 where all are zero, so that they stay zero. */
export function inverseNorm(numbers: Float32Array, start: number, end: number): number {
  let sum = 0
  for (let k = start; k < end; k++) sum += numbers[k]! * numbers[k]!
  return sum === 0 ? 1 : 1 / Math.sqrt(sum)
}
