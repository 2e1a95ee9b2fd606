import { closeSync, openSync, readSync } from 'node:fs'
import { type DataSet, readerOfRows } from '../data-set.js'
import { DataError } from '../errors.js'
import { sizeOf } from '../shape.js'

/** Bytes on the disk, [N, ...], of which single records are read. */
export interface Records {
  readonly path: string
  /** The byte at which the first record starts. */
  readonly start: number
  readonly shape: readonly number[]
}

/**
 * The `read` of a data set whose examples are records of a file. The file is opened for each read and closed after it, so that
 * nothing needs to be closed in the end.
 *
 * @param decode writes a record's numbers into a row, [M]; by default every byte is a number
 */
export function readerOfRecords(
  { path, start, shape }: Records,
  dim: number,
  decode: (record: Uint8Array, row: Float32Array) => void = (record, row) => row.set(record),
): DataSet['read'] {
  const [count = 0, ...sizes] = shape
  const record = new Uint8Array(sizeOf(sizes))
  return (indices, out) => {
    const file = openRecords(path)
    try {
      return readerOfRows({ count, dim }, (index, row) => {
        const bytes = readSync(file, record, 0, record.length, start + index * record.length)
        if (bytes !== record.length)
          throw new DataError(
            'BAD_FILE',
            `${path} ends within example ${index}: it was cut off since it was checked. Load the data set again`,
          )
        decode(record, row)
      })(indices, out)
    } finally {
      closeSync(file)
    }
  }
}

function openRecords(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new DataError(
      'FILE_NOT_FOUND',
      `cannot open ${path}, where decoded examples were: ${(cause as Error).message}. Load the data set again`,
      { cause },
    )
  }
}
