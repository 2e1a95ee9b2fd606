import { createRng, type Label } from '@vsc/random'
import { checkIndices, type DataSet, type Split } from './data-set.js'
import { DataError } from './errors.js'

/** How data without a split of its own is divided. */
export interface SplitOptions {
  /** 'train' by default: everything, unless `testFraction` takes some away. */
  readonly split?: Split
  /** The part of the examples, drawn at random, that is the test split; none by default. */
  readonly testFraction?: number
  /** The seed of that draw; 1 by default. */
  readonly seed?: Label
}

/**
 * Which of N examples belong to a split, in ascending order: round(N * testFraction) of them to the test split.
 *
 * @throws DataError `UNKNOWN_NAME` for another split, `BAD_PARAMETERS` where `testFraction` is not between 0 and 1 or leaves a split without examples
 */
export function indicesOfSplit(
  count: number,
  { split = 'train', testFraction = 0, seed = 1 }: SplitOptions,
): Uint32Array {
  checkSplit(split)
  if (!(testFraction >= 0 && testFraction < 1)) {
    throw new DataError('BAD_PARAMETERS', `testFraction is ${testFraction}, expected a number from 0 up to 1`)
  }
  const tests = Math.round(count * testFraction)
  if (split === 'test' && testFraction === 0) {
    throw new DataError(
      'BAD_PARAMETERS',
      'these data have no test split of their own: give testFraction, such as 0.1, to draw one',
    )
  }
  if (testFraction > 0 && (tests === 0 || tests === count)) {
    throw new DataError(
      'BAD_PARAMETERS',
      `testFraction ${testFraction} of ${count} examples leaves ${tests} for testing and ${count - tests} for training`,
    )
  }
  const order = createRng(seed).fork('split').permutation(count)
  return (split === 'test' ? order.subarray(0, tests) : order.subarray(tests)).sort()
}

/** @throws DataError `UNKNOWN_NAME` for a split that the data have not */
export function checkSplit(split: string, splits: readonly string[] = ['train', 'test']): void {
  if (splits.includes(split)) return
  throw new DataError('UNKNOWN_NAME', `there is no split '${split}': use ${alternatives(splits)}`)
}

const alternatives = (names: readonly string[]) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(names.map((name) => `'${name}'`))

/** A `read` of these examples alone, counted from 0. */
export function readerOfSubset({ read }: Pick<DataSet, 'read'>, indices: Uint32Array): DataSet['read'] {
  return (asked, out) => {
    checkIndices(asked, indices.length)
    return read(
      Uint32Array.from(asked, (index) => indices[index]!),
      out,
    )
  }
}
