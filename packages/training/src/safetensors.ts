import type { HostArray, HostTensor, NamedTensors } from '@vsc/engine'
import {
  type HeaderEntry,
  headerLengthOf,
  parseHeader,
  prefixBytes,
  type SafetensorsDtype,
} from './safetensors-header.js'

/** The contents of a safetensors file: tensors by name, and strings by name beside them. */
export interface Safetensors {
  readonly tensors: NamedTensors
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * Writes tensors in the safetensors format, which Python, Rust and browsers read: Float32Array as F32, Int32Array as
 * I32, Uint8Array as U8.
 *
 * The data starts at a multiple of 8 bytes and every tensor at a multiple of its element's size, so that a reader may map
 * the file into memory and use the numbers where they are.
 *
 * @throws TrainingError SAFETENSORS_INVALID for a tensor whose data does not fit its shape, or one named `__metadata__`
 * @example
 * const file = encodeSafetensors({ tensors: { weight: { shape: [1, 2], data: new Float32Array([1, 2]) } } })
 */
export function encodeSafetensors(contents: Encoded): Uint8Array {
  const { header, tensors } = safetensorsParts(contents)
  const file = new Uint8Array([header, ...tensors].reduce((length, part) => length + part.length, 0))
  let position = 0
  for (const part of [header, ...tensors]) {
    file.set(part, position)
    position += part.length
  }
  return file
}

interface Encoded {
  readonly tensors: NamedTensors
  readonly metadata?: Readonly<Record<string, string>>
}

/** The bytes of a safetensors file one after the other: those of the tensors are where the tensors are, and no copies. */
export function safetensorsParts({ tensors, metadata = {} }: Encoded): {
  readonly header: Uint8Array
  readonly tensors: readonly Uint8Array[]
} {
  // the widest elements first: what follows them then stays aligned
  const ordered = Object.entries(tensors).sort(([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT)
  const entries: [string, HeaderEntry][] = []
  let end = 0
  for (const [name, { shape, data }] of ordered) {
    const begin = end
    end += data.byteLength
    entries.push([name, { dtype: dtypeOf(data), shape, data_offsets: [begin, end] }])
  }
  const withMetadata = Object.keys(metadata).length === 0 ? entries : [['__metadata__', metadata] as const, ...entries]
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(withMetadata)))
  parseHeader(text, end) // what no reader would accept is not written
  const headerLength = Math.ceil(text.length / 8) * 8

  const header = new Uint8Array(prefixBytes + headerLength).fill(space)
  new DataView(header.buffer).setBigUint64(0, BigInt(headerLength), true)
  header.set(text, prefixBytes)
  return { header, tensors: ordered.map(([, { data }]) => bytesOf(data)) }
}

/**
 * Reads a safetensors file, strictly: every name, dtype, shape and offset is checked before anything is allocated, and
 * what is allocated is no larger than the file.
 *
 * @throws TrainingError SAFETENSORS_INVALID, naming what is wrong, for anything but a whole, well-formed file
 */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  const dataStart = prefixBytes + headerLengthOf(file, file.length)
  const data = file.subarray(dataStart)
  const { entries, metadata } = parseHeader(file.subarray(prefixBytes, dataStart), data.length)
  const tensors = entries.map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [begin, end],
      },
    ]): [string, HostTensor] => {
      const bytes = new Uint8Array(data.subarray(begin, end)) // a copy: aligned, and it does not hold on to the whole file
      return [name, { shape, data: arrayOf(dtype, bytes) }]
    },
  )
  return { tensors: Object.fromEntries(tensors), metadata }
}

const space = 0x20

function dtypeOf(data: HostArray): SafetensorsDtype {
  if (data instanceof Float32Array) return 'F32'
  return data instanceof Int32Array ? 'I32' : 'U8'
}

const bytesOf = (data: HostArray) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

function arrayOf(dtype: SafetensorsDtype, bytes: Uint8Array<ArrayBuffer>): HostArray {
  if (dtype === 'F32') return new Float32Array(bytes.buffer)
  return dtype === 'I32' ? new Int32Array(bytes.buffer) : bytes
}
