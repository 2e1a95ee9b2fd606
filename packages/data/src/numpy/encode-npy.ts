import { DataError } from '../errors.js'
import { sizeOf } from '../shape.js'
import { descrOf, type NumberArray } from './dtype.js'
import { encodeNpyHeader } from './npy-header.js'

/** An array of numbers as NumPy has it, of any number of dimensions. */
export interface NpyArray {
  readonly shape: readonly number[]
  /** Row-major, whatever the file's order. */
  readonly data: NumberArray
}

/**
 * The bytes of a .npy file (format 1.0, row-major, dtype that of `data`).
 *
 * @throws DataError `WRONG_LENGTH` where `data` does not fill `shape`
 */
export function encodeNpy({ shape, data }: NpyArray): Uint8Array {
  const count = sizeOf(shape)
  if (count !== data.length) {
    throw new DataError(
      'WRONG_LENGTH',
      `an array of shape [${shape.join(', ')}] has ${count} numbers, got ${data.length}`,
    )
  }
  const header = encodeNpyHeader({ descr: descrOf(data), shape })
  const file = new Uint8Array(header.length + data.byteLength)
  file.set(header)
  file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), header.length)
  return file
}
