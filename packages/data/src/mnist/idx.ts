import { gunzip, isGzip } from '../archive/gunzip.js'
import { DataError } from '../errors.js'
import { dtypeOf, type NumberArray } from '../numpy/dtype.js'

/** An array of bytes as idx files hold it. */
export interface IdxArray {
  readonly shape: readonly number[]
  /** Row-major. */
  readonly data: Uint8Array
}

/** An array of any numbers that an idx file can hold. */
export interface IdxNumbers {
  readonly shape: readonly number[]
  /** Row-major. */
  readonly data: NumberArray
}

/** By the third byte, the numbers' dtype as NumPy writes it. */
const dtypes: Readonly<Record<number, string>> = {
  8: '|u1',
  9: '|i1',
  11: '>i2',
  12: '>i4',
  13: '>f4',
  14: '>f8',
}

/** The training images, unpacked: no file of the published data sets is larger. */
const largestFile = 16 + 60_000 * 28 * 28

/** More dimensions than these nobody has: what begins so is something else. */
const mostDimensions = 8

/** Whether these bytes begin as an idx file does: two zeros, a type, a number of dimensions. */
export const isIdx = ([zero, alsoZero, type = 0, dimensions = 0]: Uint8Array): boolean =>
  zero === 0 && alsoZero === 0 && dtypes[type] !== undefined && dimensions > 0 && dimensions <= mostDimensions

/**
 * Reads an idx file of unsigned bytes, packed by gzip or not.
 *
 * @param name what errors call the file
 * @throws DataError `BAD_FILE` where it is anything else, or shorter or longer than its sizes say
 */
export async function readIdx(file: Uint8Array, name: string): Promise<IdxArray> {
  const bytes = isGzip(file) ? await gunzip(file, { name, limit: largestFile }) : file
  const { shape, data } = parseIdx(bytes, name, [8])
  return { shape, data: data as Uint8Array }
}

/**
 * The numbers of an idx file: two zeros, the type of the numbers, the number of dimensions D, then D sizes as big-endian 32-bit
 * integers, then the numbers.
 *
 * @param types those that may occur; all by default
 * @throws DataError `BAD_FILE` as `readIdx`
 */
export function parseIdx(bytes: Uint8Array, name: string, types = Object.keys(dtypes).map(Number)): IdxNumbers {
  const refuse = (found: string) =>
    new DataError('BAD_FILE', `${name} is no idx file of ${types.length === 1 ? 'bytes' : 'numbers'}: ${found}`)
  const [zero, alsoZero, type = 0, dimensions = 0] = bytes
  if (bytes.length < 4 || zero !== 0 || alsoZero !== 0) {
    throw refuse('it does not begin with two zeros, a type and a number of dimensions')
  }
  if (!types.includes(type)) {
    const expected = types.map((each) => `0x${each.toString(16)}`).join(', ')
    const what = types.length === 1 ? `${expected}, unsigned bytes` : `one of ${expected}`
    throw refuse(`its numbers are of type 0x${type.toString(16)}, expected ${what}`)
  }
  const start = 4 + 4 * dimensions
  if (dimensions === 0 || bytes.length < start) throw refuse(`it ends within its header, which has ${dimensions} sizes`)
  const header = new DataView(bytes.buffer, bytes.byteOffset)
  const shape = Array.from({ length: dimensions }, (_, d) => header.getUint32(4 + 4 * d))
  const dtype = dtypeOf(dtypes[type]!)!
  const expected = shape.reduce((product, size) => product * size, dtype.itemBytes)
  const found = bytes.length - start
  if (found !== expected) {
    const each = dtype.itemBytes === 1 ? '' : ` numbers of ${dtype.itemBytes} bytes`
    throw refuse(`it has ${found} bytes after its header, expected ${shape.join(' x ')}${each}`)
  }
  if (type === 8) return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + start, found) } // plain, not Node's Buffer
  return { shape, data: dtype.decode(new Uint8Array(bytes.subarray(start)), name) } // a copy, which may be changed
}
