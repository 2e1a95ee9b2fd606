import type { DataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import { sizeOf } from '../shape.js'
import type { Examples } from './examples.js'

type Range = DataSet['range']

/**
 * The range of examples: 0 to 255 for bytes, but 0 to 1 where no byte is above 1; else the least and the greatest number that
 * occurs. `given` takes precedence where it holds them all.
 *
 * @throws DataError `BAD_VALUES`, naming the example, for a number that is not finite or outside `given`, and where all numbers are equal
 */
export function rangeOf(parts: readonly Examples[], given: Range | undefined): Range {
  const [lowest, highest] = given ?? [-Infinity, Infinity]
  if (!(lowest < highest)) {
    throw new DataError('BAD_PARAMETERS', `range is [${lowest}, ${highest}], expected the lower number first`)
  }
  let least = Infinity
  let greatest = -Infinity
  for (const { numbers, shape } of parts) {
    for (let k = 0; k < numbers.length; k++) {
      const number = numbers[k]!
      if (!(number >= lowest && number <= highest && Number.isFinite(number))) {
        const expected = given === undefined ? 'a finite number' : `a number from ${lowest} to ${highest}`
        throw new DataError(
          'BAD_VALUES',
          `number ${k % sizeOf(shape)} of example ${Math.floor(k / sizeOf(shape))} is ${number}, expected ${expected}`,
        )
      }
      if (number < least) least = number
      if (number > greatest) greatest = number
    }
  }
  if (given !== undefined) return given
  if (parts.every(({ numbers }) => numbers instanceof Uint8Array)) return [0, greatest > 1 ? 255 : 1]
  if (least < greatest) return [least, greatest]
  throw new DataError(
    'BAD_VALUES',
    `every number is ${least}: there is nothing to learn, and no range to scale by. Give one with \`range\` (data.range=[0, 1])`,
  )
}
