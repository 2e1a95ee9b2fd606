import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { type Dtype, dtypeOf, type TextDtype } from './dtype.js'
import type { NpyArray } from './encode-npy.js'
import { type DtypeLookup, longestNpyHeader, type NpyHeader, numbersOrText, parseNpyHeader } from './npy-header.js'
import { rowMajorOfColumnMajor } from './row-major.js'

/**
 * Reads a .npy file of booleans, integers or floats of 16 to 64 bits, in either byte order and either order of indices.
 * 64-bit integers come as doubles, halves as floats. Pickled objects, strings and records are refused.
 *
 * @throws DataError `BAD_FILE` where it is no whole, well-formed file of such numbers, `BAD_VALUES` where a 64-bit integer
 * is beyond 2^53; what node:fs throws where it cannot be opened
 * @example
 * import { mkdtempSync, writeFileSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * const path = join(mkdtempSync(join(tmpdir(), 'npy-')), 'codes.npy')
 * writeFileSync(path, encodeNpy({ shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) })) // np.load reads it
 * const { shape, data } = await readNpy(path)
 */
export async function readNpy(path: string): Promise<NpyArray> {
  const { size } = await stat(path)
  return readNpyStream(createReadStream(path, { highWaterMark: 1 << 20 }), { size, name: path })
}

/** What stands in an archive or on a disk, of `size` bytes and called `name` in messages. */
interface Source {
  readonly size: number
  readonly name: string
}

/** Reads a whole array from the bytes of a .npy file as they arrive. Nothing larger than `size` is ever allocated. */
export async function readNpyStream(chunks: AsyncIterable<Uint8Array>, source: Source): Promise<NpyArray> {
  const { header, body } = await openNpyStream(chunks, source)
  const { dtype, shape, fortranOrder } = header
  const data = dtype.decode(await allBytes(body, header), source.name)
  return { shape, data: fortranOrder ? rowMajorOfColumnMajor(data, shape) : data }
}

/** What labels are kept as: numbers, or text. */
export interface NpyLabels {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number | string>
}

/** Reads an array of numbers or of text, whose order does not matter since it is one-dimensional. */
export async function readNpyLabels(chunks: AsyncIterable<Uint8Array>, source: Source): Promise<NpyLabels> {
  const { header, body } = await openStream(chunks, source, numbersOrText)
  const bytes = await allBytes(body, header)
  const { dtype, shape } = header
  return { shape, values: 'decodeText' in dtype ? dtype.decodeText(bytes) : dtype.decode(bytes, source.name) }
}

async function allBytes(body: AsyncIterable<Uint8Array>, { dataBytes }: Pick<NpyHeader, 'dataBytes'>) {
  const bytes = new Uint8Array(dataBytes)
  let filled = 0
  for await (const chunk of body) {
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes
}

/**
 * Takes the header off the bytes of a .npy file. The body gives exactly the bytes that the header announces, or throws.
 *
 * @param check throws where it is not an array that the caller can use
 */
export async function openNpyStream(
  chunks: AsyncIterable<Uint8Array>,
  source: Source,
  check: (header: NpyHeader) => void = () => {},
): Promise<OpenStream<Dtype>> {
  return openStream(chunks, source, dtypeOf, check)
}

interface OpenStream<D extends Dtype | TextDtype> {
  readonly header: NpyHeader<D>
  readonly body: AsyncIterable<Uint8Array>
}

async function openStream<D extends Dtype | TextDtype>(
  chunks: AsyncIterable<Uint8Array>,
  source: Source,
  lookup: DtypeLookup<D>,
  check: (header: NpyHeader<D>) => void = () => {},
): Promise<OpenStream<D>> {
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    let start: Uint8Array = new Uint8Array(0)
    while (start.length < Math.min(longestNpyHeader, source.size)) {
      const next = await iterator.next()
      if (next.done) break
      start = Buffer.concat([start, next.value])
    }
    const header = parseNpyHeader(start, source, lookup)
    check(header)
    return { header, body: bodyOf(start.subarray(header.dataStart), iterator, header.dataBytes, source.name) }
  } catch (error) {
    await iterator.return?.()
    throw error
  }
}

async function* bodyOf(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  expected: number,
  name: string,
): AsyncGenerator<Uint8Array> {
  let count = 0
  const counted = (chunk: Uint8Array) => {
    count += chunk.length
    if (count > expected) throw wrongSize()
    return chunk
  }
  const wrongSize = () =>
    new DataError('BAD_FILE', `${name} is damaged: its numbers should fill ${expected} bytes, got ${count}`)
  try {
    yield counted(first)
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield counted(next.value)
    if (count < expected) throw wrongSize()
  } finally {
    await rest.return?.()
  }
}
