import { DataError } from '../errors.js'

/** Plain numbers in memory. NumPy's 64-bit integers are held as doubles, its halves as floats, its booleans as bytes. */
export type NumberArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array

export interface Dtype {
  /** As NumPy writes it: `<f4` */
  readonly descr: string
  readonly itemBytes: number
  /**
   * The numbers in these bytes, which are given away: they may be changed or become the array's own. `name` is the file's.
   *
   * @throws DataError `BAD_VALUES` where a 64-bit integer is beyond 2^53
   */
  decode(bytes: Uint8Array<ArrayBuffer>, name: string): NumberArray
}

/** Text of a fixed number of characters, as NumPy keeps it: `<U10` in Unicode, `|S10` in bytes. */
export interface TextDtype {
  readonly descr: string
  readonly itemBytes: number
  decodeText(bytes: Uint8Array<ArrayBuffer>): readonly string[]
}

type Decode = (buffer: ArrayBuffer, name: string) => NumberArray

// By kind and bytes; the buffers' numbers are in this machine's byte order.
const decoders: Readonly<Record<string, Decode>> = {
  b1: (buffer) => new Uint8Array(buffer),
  u1: (buffer) => new Uint8Array(buffer),
  i1: (buffer) => new Int8Array(buffer),
  u2: (buffer) => new Uint16Array(buffer),
  i2: (buffer) => new Int16Array(buffer),
  u4: (buffer) => new Uint32Array(buffer),
  i4: (buffer) => new Int32Array(buffer),
  u8: (buffer, name) => doublesOf(new BigUint64Array(buffer), name),
  i8: (buffer, name) => doublesOf(new BigInt64Array(buffer), name),
  f2: (buffer) => Float32Array.from(new Uint16Array(buffer), floatOfHalf),
  f4: (buffer) => new Float32Array(buffer),
  f8: (buffer) => new Float64Array(buffer),
}

/** This machine's byte order. */
const nativeOrder = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? '<' : '>'

/** The dtype that `descr` names, such as `<f4`, `>i8` or `|u1`; none for anything but plain numbers. */
export function dtypeOf(descr: string): Dtype | undefined {
  const [, order, kind, size] = /^([<>|=])([a-z])(\d{1,2})$/.exec(descr) ?? []
  const decoder = decoders[`${kind}${size}`]
  if (decoder === undefined) return undefined
  const itemBytes = Number(size)
  const foreign = (order === '<' || order === '>') && order !== nativeOrder
  return {
    descr,
    itemBytes,
    decode: (bytes, name) => decoder(foreign ? swapped(bytes, itemBytes).buffer : bytes.buffer, name),
  }
}

/** The dtype as which an array is written: its own, in this machine's byte order. */
export function descrOf(data: NumberArray): string {
  const kind = data instanceof Float32Array || data instanceof Float64Array ? 'f' : isUnsigned(data) ? 'u' : 'i'
  return `${data.BYTES_PER_ELEMENT === 1 ? '|' : nativeOrder}${kind}${data.BYTES_PER_ELEMENT}`
}

const isUnsigned = (data: NumberArray) =>
  data instanceof Uint8Array || data instanceof Uint16Array || data instanceof Uint32Array

function swapped(bytes: Uint8Array<ArrayBuffer>, itemBytes: number): Uint8Array<ArrayBuffer> {
  for (let start = 0; start < bytes.length; start += itemBytes) {
    for (let low = start, high = start + itemBytes - 1; low < high; low++, high--) {
      const byte = bytes[low]!
      bytes[low] = bytes[high]!
      bytes[high] = byte
    }
  }
  return bytes
}

function doublesOf(integers: BigInt64Array | BigUint64Array, name: string): Float64Array {
  const doubles = new Float64Array(integers.length)
  for (let k = 0; k < doubles.length; k++) {
    doubles[k] = Number(integers[k])
    if (!Number.isSafeInteger(doubles[k])) {
      throw new DataError(
        'BAD_VALUES',
        `${name}: number ${k} is ${integers[k]}, but 64-bit integers are read as doubles, which hold whole numbers up to 2^53 exactly; save it as float64, or as a smaller integer`,
      )
    }
  }
  return doubles
}

function floatOfHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** The text dtype that `descr` names; none for anything else. */
export function textDtypeOf(descr: string): TextDtype | undefined {
  const [, order, kind, length] = /^([<>|=])([US])(\d{1,5})$/.exec(descr) ?? []
  if (kind === undefined || Number(length) === 0) return undefined
  const itemBytes = Number(length) * (kind === 'U' ? 4 : 1)
  const little = order === '>' ? false : order === '<' || nativeOrder === '<'
  const textOf = kind === 'U' ? (view: DataView) => unicodeOf(view, little) : bytesOf
  return {
    descr,
    itemBytes,
    decodeText: (bytes) =>
      Array.from({ length: bytes.length / itemBytes }, (_, k) =>
        textOf(new DataView(bytes.buffer, bytes.byteOffset + k * itemBytes, itemBytes)),
      ),
  }
}

/** Code points of four bytes each, zeros after the last. */
function unicodeOf(view: DataView, little: boolean): string {
  const points = Array.from({ length: view.byteLength / 4 }, (_, k) => view.getUint32(4 * k, little))
  const known = points.map((point) => (point <= 0x10ffff ? point : 0xfffd))
  return String.fromCodePoint(...known).replace(/\0+$/, '')
}

const bytesOf = (view: DataView): string => new TextDecoder().decode(view).replace(/\0+$/, '')
