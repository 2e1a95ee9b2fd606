import type { DataSet, Layout } from '../data-set.js'
import { DataError } from '../errors.js'
import type { Factors } from '../factors.js'

/** What a file or folder holds of one split. */
export interface Examples {
  /** Shape of one example. */
  readonly shape: readonly number[]
  /** [N, ...shape], row-major */
  readonly numbers: Uint8Array | Float32Array
  /** [N], where classes are known: their names, or their numbers */
  readonly labels?: readonly (string | number)[] | undefined
  readonly factors?: Factors | undefined
}

/** All that a file or folder holds. */
export interface ExamplesBySplit {
  readonly train: Examples
  /** Where it has a test split of its own. */
  readonly test?: Examples
  /** Whatever numbers occur. */
  readonly range?: DataSet['range']
  readonly layout?: Omit<Layout, 'range'>
  readonly remarks?: readonly string[]
}

/** Bytes that a file's numbers may fill in memory: 2 GiB. */
export const memoryLimit = 2 ** 31

/** @throws DataError `TOO_LARGE` where a file of numbers would not fit in memory */
export function checkFits(bytes: number, name: string): void {
  if (bytes <= memoryLimit) return
  throw new DataError(
    'TOO_LARGE',
    `${name} holds ${Math.ceil(bytes / 2 ** 20)} MiB of numbers, more than the ${memoryLimit / 2 ** 20} MiB kept in memory; save it as uint8 or float32, or fewer examples`,
  )
}
