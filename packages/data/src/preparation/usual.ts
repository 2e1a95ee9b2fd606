import type { DataSet } from '../data-set.js'
import type { PreparationName } from './preparation.js'

/** What is done to a data set's numbers where nobody says, and what it was about them that decided it. */
export interface UsualPreparation {
  readonly preparation: PreparationName
  /** Such as `its columns differ in scale`. */
  readonly because: string
}

/** Numbers beyond it, for which step sizes are too large. */
const large = 20

/** Deviations of a table's columns that differ by more than this factor are of different scales. */
const unalike = 10

/** Fewer numbers than an image of 8 x 8 has are the columns of a table. */
const fewestPixels = 64

/**
 * The preparation that suits a data set, by its range and, for flat examples, by the moments of its training examples:
 *
 * - numbers from 0 to 1: `none`;
 * - images, and 64 or more whole numbers from 0 on, which are pixels or counts: `unit`;
 * - other flat examples: `standardise` where a number is beyond 20 or columns differ in scale by more than a factor of 10, else `none`.
 *
 * @example
 * console.log(usualPreparation(smileyDataSet({ count: 10, seed: 1 })).preparation) // 'none'
 */
export function usualPreparation({ shape, dim, range, moments }: DataSet): UsualPreparation {
  const [lowest, highest] = range
  if (lowest >= 0 && highest <= 1) return { preparation: 'none', because: 'its numbers are from 0 to 1' }
  if (shape.length >= 2) return { preparation: 'unit', because: 'its examples are images' }
  const known = moments?.()
  if (dim >= fewestPixels && lowest >= 0 && known?.whole) {
    return { preparation: 'unit', because: `its examples are ${dim} whole numbers each` }
  }
  if (Math.max(-lowest, highest) > large) return { preparation: 'standardise', because: 'its numbers are large' }
  const deviations = known?.deviations.filter((deviation) => deviation > 0).sort() ?? []
  const [least = 0, greatest = 0] = [deviations[0], deviations.at(-1)]
  return greatest > unalike * least
    ? { preparation: 'standardise', because: 'its columns differ in scale' }
    : { preparation: 'none', because: 'its numbers are small and alike in scale' }
}
