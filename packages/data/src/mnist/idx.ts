import { gunzip, isGzip } from '../archive/gunzip.js'
import { DataError } from '../errors.js'

/** An array of bytes as idx files hold it. */
export interface IdxArray {
  readonly shape: readonly number[]
  /** Row-major. */
  readonly data: Uint8Array
}

/** The training images, unpacked: no file of these data sets is larger. */
const largestFile = 16 + 60_000 * 28 * 28

/**
 * Reads an idx file, packed by gzip or not: two zeros, the type of the numbers, the number of dimensions D, then D sizes as
 * big-endian 32-bit integers, then the numbers. Unsigned bytes are the only type read here.
 *
 * @param name what errors call the file
 * @throws DataError `BAD_FILE` where it is anything else, or shorter or longer than its sizes say
 */
export async function readIdx(file: Uint8Array, name: string): Promise<IdxArray> {
  const bytes = isGzip(file) ? await gunzip(file, { name, limit: largestFile }) : file
  const refuse = (found: string) => new DataError('BAD_FILE', `${name} is no idx file of bytes: ${found}`)
  const [zero, alsoZero, type, dimensions = 0] = bytes
  if (bytes.length < 4 || zero !== 0 || alsoZero !== 0) {
    throw refuse('it does not begin with two zeros, a type and a number of dimensions')
  }
  if (type !== 0x08) throw refuse(`its numbers are of type 0x${type?.toString(16)}, expected 0x8, unsigned bytes`)
  const start = 4 + 4 * dimensions
  if (dimensions === 0 || bytes.length < start) throw refuse(`it ends within its header, which has ${dimensions} sizes`)
  const header = new DataView(bytes.buffer, bytes.byteOffset)
  const shape = Array.from({ length: dimensions }, (_, d) => header.getUint32(4 + 4 * d))
  const expected = shape.reduce((product, size) => product * size, 1)
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + start, bytes.length - start) // plain, not Node's Buffer
  if (data.length !== expected) {
    throw refuse(`it has ${data.length} bytes after its header, expected ${shape.join(' x ')}`)
  }
  return { shape, data }
}
