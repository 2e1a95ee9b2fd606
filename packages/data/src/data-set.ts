import { DataError } from './errors.js'
import type { Factors } from './factors.js'
import type { NumberRange } from './number-range.js'
import type { Moments } from './preparation/moments.js'
import type { Preparation } from './preparation/preparation.js'

/** The two parts of a data set; no example is in both. */
export type Split = 'train' | 'test'

/**
 * N examples of M numbers each, read by index. Classes are what {@link LabelledDataSet} adds, and what else is known about the
 * examples the data set's own type. A data set never changes.
 */
export interface DataSet {
  readonly name: string
  /** N */
  readonly count: number
  /** M, the product of `shape` */
  readonly dim: number
  /** Shape of one example: `[32, 32]` for an image of 32 rows. */
  readonly shape: readonly number[]
  /** No number of any example lies outside; the same for every split, so that `prepare` treats them alike. */
  readonly range: NumberRange
  /**
   * Where the numbers come from, as plain values: two data sets of one name and provenance hold the same examples. A run writes
   * it down, so that a trained model can be given the same data again.
   */
  readonly provenance: Provenance
  /** What the examples were generated from, where that is known. */
  readonly factors?: Factors
  /** How they were prepared, if they were: what any other examples are to be prepared alike by. */
  readonly preparation?: Preparation
  /** How a file's contents became examples, where they come from one: what other files are to be read alike by. */
  readonly layout?: Layout
  /** What the file or folder that they come from is known by wherever it lies, where whoever loaded them found that out. */
  readonly file?: FileIdentity
  /** Mean and deviation of each number over the training examples, whichever split this is, where they are known. */
  moments?(): Moments
  /** What was noticed while the examples were read and is to be said to people, a sentence each: what was left out, what was chosen. */
  readonly remarks?: readonly string[]
  /**
   * Writes the rows of these n examples into `out` and returns it: [n, M], row-major.
   *
   * @throws DataError `OUT_OF_RANGE` for an index that is not from 0 to N - 1, `WRONG_LENGTH` where `out` is not n * M long
   */
  read(indices: ArrayLike<number>, out?: Float32Array): Float32Array
}

/** What a file or folder is known by wherever it lies. */
export interface FileIdentity {
  /**
   * Of a file's bytes; of a folder, of the lines `digest  name` of its files, sorted by name, as `sha256sum` prints them. Files
   * whose names begin with a full stop do not count.
   */
  readonly sha256: string
  /** The size of the file, or of the folder's files together. */
  readonly bytes: number
}

/** Where in a file, or how out of images, examples were found. */
export interface Layout {
  /** The numbers before they were prepared: none of any split lies outside. */
  readonly range: DataSet['range']
  /** Of image files: the size to which they were all read, and whether they are grey or in colour. */
  readonly image?: { readonly height: number; readonly width: number; readonly channels: 1 | 3 }
  /** Of a table: its columns of numbers in their order, by their names, or by their numbers from 1 where the table names none. */
  readonly columns?: readonly string[]
  /** The column or the array that holds the classes, where there is one. */
  readonly labels?: string
}

/** Values by name that JSON can hold, such as `{ split: 'train', preparation: 'l2' }`. */
export type Provenance = Readonly<Record<string, unknown>>

/** A data set whose examples belong to classes. */
export interface LabelledDataSet extends DataSet {
  /** [N], the class of every example, counted from 0 */
  readonly labels: Uint8Array
  /** The classes' names; as many as there are classes. */
  readonly classes: readonly string[]
}

/** The `read` of a data set whose examples lie in memory, [N, M]; a byte is a number from 0 to 255. */
export function readerOfNumbers(
  numbers: Uint8Array | Float32Array,
  { count, dim }: Pick<DataSet, 'count' | 'dim'>,
): DataSet['read'] {
  return readerOfRows({ count, dim }, (index, row) => row.set(numbers.subarray(index * dim, (index + 1) * dim)))
}

/** A `read` that checks what it is asked for, and has one example after the other written into its row, [M]. */
export function readerOfRows(
  { count, dim }: Pick<DataSet, 'count' | 'dim'>,
  writeRow: (index: number, row: Float32Array) => void,
): DataSet['read'] {
  return (indices, out = new Float32Array(indices.length * dim)) => {
    checkIndices(indices, count)
    if (out.length !== indices.length * dim) {
      throw new DataError(
        'WRONG_LENGTH',
        `reading ${indices.length} examples of ${dim} numbers needs an array of ${indices.length * dim}, got one of ${out.length}`,
      )
    }
    for (let row = 0; row < indices.length; row++) {
      writeRow(indices[row]!, out.subarray(row * dim, (row + 1) * dim))
    }
    return out
  }
}

/** @throws DataError `OUT_OF_RANGE` for an index that is not from 0 to count - 1 */
export function checkIndices(indices: ArrayLike<number>, count: number): void {
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!
    if (Number.isInteger(index) && index >= 0 && index < count) continue
    throw new DataError('OUT_OF_RANGE', `there is no example ${index}: this data set has examples 0 to ${count - 1}`)
  }
}
