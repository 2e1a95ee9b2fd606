import { DataError } from '../errors.js'
import { type Dtype, dtypeOf, type TextDtype, textDtypeOf } from './dtype.js'

// A .npy file is: the magic string, the version (two bytes), the length of the header (two bytes in version 1, four later),
// the header (a Python dictionary, padded with spaces), and the numbers.

export interface NpyHeader<D extends Dtype | TextDtype = Dtype> {
  readonly dtype: D
  readonly shape: readonly number[]
  /** Whether the first index varies fastest in the file, and not the last. */
  readonly fortranOrder: boolean
  /** Where the numbers start, and how many bytes they fill. */
  readonly dataStart: number
  readonly dataBytes: number
}

/** As many bytes as a header can have, with what stands before it. NumPy itself reads no header above 10,000. */
export const longestNpyHeader = 12 + 10_000

const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59) // \x93NUMPY

/** Which dtypes a reader can use. */
export type DtypeLookup<D> = (descr: string) => D | undefined

/** The dtypes of labels: numbers, or text. */
export const numbersOrText: DtypeLookup<Dtype | TextDtype> = (descr) => dtypeOf(descr) ?? textDtypeOf(descr)

/**
 * The header of a .npy file of `size` bytes, of which at least the first `longestNpyHeader` (or all) are given.
 *
 * @throws DataError `BAD_FILE`, naming the file, unless the numbers that the header announces fill the rest exactly
 */
export function parseNpyHeader<D extends Dtype | TextDtype>(
  start: Uint8Array,
  { size, name }: { size: number; name: string },
  lookup: DtypeLookup<D>,
): NpyHeader<D> {
  const refuse: Refuse = (problem) => {
    throw new DataError('BAD_FILE', `${name} cannot be read as .npy: ${problem}`)
  }
  if (!magic.every((byte, k) => start[k] === byte)) {
    refuse(`it starts with ${hex(start.subarray(0, 6))}, expected ${hex(magic)} ("\\x93NUMPY")`)
  }
  const version = start[6] ?? 0
  if (version < 1 || version > 3) refuse(`its format version is ${version}, expected 1, 2 or 3`)
  const headerStart = version === 1 ? 10 : 12
  if (start.length < headerStart) refuse(`it ends within the header: it is cut off`)
  const view = new DataView(start.buffer, start.byteOffset)
  const headerLength = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const dataStart = headerStart + headerLength
  if (dataStart > longestNpyHeader) refuse(`its header would be ${headerLength} bytes long, more than 10000`)
  if (dataStart > start.length) refuse(`its header should be ${headerLength} bytes long, but the file is cut off there`)
  const text = new TextDecoder('latin1').decode(start.subarray(headerStart, dataStart))
  const { dtype, shape, fortranOrder } = parseDictionary(text, lookup, refuse)

  const dataBytes = shape.reduce((product, n) => product * n, dtype.itemBytes)
  if (dataBytes !== size - dataStart) {
    refuse(
      `${dtype.descr} of shape [${shape.join(', ')}] needs ${dataBytes} bytes, but ${size - dataStart} follow the header`,
    )
  }
  return { dtype, shape, fortranOrder, dataStart, dataBytes }
}

/** The header for numbers in row-major order, with all that stands before it. */
export function encodeNpyHeader({ descr, shape }: { descr: string; shape: readonly number[] }): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  // NumPy aligns the numbers to 64 bytes, so that the file can be mapped into memory.
  const dataStart = Math.ceil((10 + text.length + 1) / 64) * 64
  const header = new TextEncoder().encode(`${' '.repeat(10)}${text.padEnd(dataStart - 11)}\n`)
  header.set([...magic, 1, 0])
  new DataView(header.buffer).setUint16(8, dataStart - 10, true)
  return header
}

type Refuse = (problem: string) => never

function parseDictionary<D extends Dtype | TextDtype>(
  text: string,
  lookup: DtypeLookup<D>,
  refuse: Refuse,
): Pick<NpyHeader<D>, 'dtype' | 'shape' | 'fortranOrder'> {
  const [, descr, list] = /'descr'\s*:\s*(?:'([^']{0,100})'|(\[))/.exec(text) ?? []
  const order = /'fortran_order'\s*:\s*(True|False)\b/.exec(text)?.[1]
  const sizes = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1]
  if (list !== undefined) refuse('it holds records of several fields; save one field, or an array of plain numbers')
  if (descr === undefined || order === undefined || sizes === undefined) {
    refuse(`its header lacks descr, fortran_order or shape: ${JSON.stringify(text.slice(0, 100).trim())}`)
  }
  if (descr.includes('O')) {
    refuse(
      'it holds pickled Python objects, which only Python can read; save plain numbers, as array.astype("float32"), or labels as array.astype(str)',
    )
  }
  const dtype = lookup(descr)
  if (dtype === undefined) {
    if (textDtypeOf(descr) !== undefined) refuse(`it holds text (${descr}), expected numbers`)
    refuse(`its dtype is '${descr}', expected booleans, integers or floats of up to 8 bytes; convert it before saving`)
  }
  const shape = sizes
    .split(',')
    .map((size) => size.trim())
    .filter((size, k, all) => size !== '' || k < all.length - 1) // (3,) is a tuple of one
    .map((size) => (/^\d+L?$/.test(size) ? Number.parseInt(size, 10) : Number.NaN)) // Python 2 wrote 3L
  if (!shape.every(Number.isSafeInteger)) refuse(`its shape is (${sizes}), expected whole numbers`)
  return { dtype, shape, fortranOrder: order === 'True' }
}

const hex = (bytes: Uint8Array) =>
  bytes.length === 0 ? 'nothing' : Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
