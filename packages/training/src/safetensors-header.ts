import { TrainingError } from './errors.js'
import { repeatedName } from './repeated-name.js'

// A safetensors file is: the length of the header (8 bytes, little-endian), the header (JSON in UTF-8, may be padded with
// spaces), and the tensors' bytes, which the header's offsets count from the end of the header.

export type SafetensorsDtype = keyof typeof elementBytes

export interface HeaderEntry {
  readonly dtype: SafetensorsDtype
  readonly shape: readonly number[]
  /** First byte, and the byte after the last. */
  readonly data_offsets: readonly [begin: number, end: number]
}

export interface Header {
  readonly entries: readonly (readonly [name: string, entry: HeaderEntry])[]
  readonly metadata: Readonly<Record<string, string>>
}

/** The size of the length that a file starts with. */
export const prefixBytes = 8

const elementBytes = { F32: 4, I32: 4, U8: 1 } as const
const longestHeader = 100_000_000 // the format's own bound

/** The length of the header of a file of `fileLength` bytes, of which at least the first 8 are given. */
export function headerLengthOf(start: Uint8Array, fileLength: number): number {
  if (fileLength < prefixBytes) refuse(`it has ${fileLength} bytes, too few for the 8 that give the header's length`)
  const length = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true)
  if (length > longestHeader)
    refuse(`its header would be ${length} bytes long, more than the format's limit of ${longestHeader}`)
  if (length > fileLength - prefixBytes) {
    refuse(
      `its header should be ${length} bytes long, but only ${fileLength - prefixBytes} bytes follow: it is cut off`,
    )
  }
  return Number(length)
}

/** Reads and checks a header whose tensors are to fill exactly `dataLength` bytes, without gaps or overlaps. */
export function parseHeader(bytes: Uint8Array, dataLength: number): Header {
  const { __metadata__: metadata = {}, ...rest } = parseJson(bytes)
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string')) {
    refuse('its __metadata__ must map names to strings')
  }
  const entries = Object.entries(rest).map(([name, entry]) => [name, checkEntry(name, entry)] as const)
  const inOrder = entries.toSorted(([, { data_offsets: a }], [, { data_offsets: b }]) => a[0] - b[0] || a[1] - b[1])
  let end = 0
  for (const [name, { data_offsets }] of inOrder) {
    if (data_offsets[0] !== end) {
      const problem = data_offsets[0] < end ? 'overlaps the tensor before it' : 'leaves a gap before it'
      refuse(`tensor ${quote(name)} starts at byte ${data_offsets[0]}, expected ${end}: it ${problem}`)
    }
    end = data_offsets[1]
  }
  if (end !== dataLength) refuse(`its tensors should fill ${end} bytes, but ${dataLength} follow the header`)
  return { entries, metadata: metadata as Record<string, string> }
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  let header: unknown
  let twice: string | undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    header = JSON.parse(text)
    twice = repeatedName(text)
  } catch (error) {
    refuse(`its header is not JSON in UTF-8 (${(error as Error).message.slice(0, 100)})`, error)
  }
  if (!isRecord(header)) refuse('its header must be a JSON object')
  if (twice !== undefined) refuse(`its header has the name ${quote(twice)} twice`)
  return header
}

function checkEntry(name: string, entry: unknown): HeaderEntry {
  const of = `of tensor ${quote(name)}`
  if (!isRecord(entry)) refuse(`the entry ${of} must be an object with dtype, shape and data_offsets`)
  const { dtype, shape, data_offsets: offsets } = entry
  if (typeof dtype !== 'string' || !Object.hasOwn(elementBytes, dtype)) {
    refuse(`the dtype ${of} is ${quote(dtype)}, expected one of ${Object.keys(elementBytes).join(', ')}`)
  }
  if (!isListOfCounts(shape)) refuse(`the shape ${of} is ${quote(shape)}, expected a list of whole numbers from 0`)
  if (!isListOfCounts(offsets) || offsets.length !== 2) {
    refuse(`the data_offsets ${of} are ${quote(offsets)}, expected two whole numbers from 0`)
  }
  const [begin = 0, end = 0] = offsets
  const size = shape.reduce((product, n) => product * n, elementBytes[dtype as SafetensorsDtype])
  if (end - begin !== size) {
    refuse(
      `tensor ${quote(name)}, ${dtype} of shape [${shape.join(', ')}], needs ${size} bytes, but its offsets give it ${end - begin}`,
    )
  }
  return { dtype: dtype as SafetensorsDtype, shape, data_offsets: [begin, end] }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)

/** A value for an error message, however large or deep it is. */
function quote(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  if (Array.isArray(value))
    return value.every((n) => typeof n === 'number') ? `[${value.slice(0, 10).join(', ')}]` : 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : `${value}`
}

/** @throws TrainingError SAFETENSORS_INVALID */
export function refuse(problem: string, cause?: unknown): never {
  throw new TrainingError('SAFETENSORS_INVALID', `Not a valid safetensors file: ${problem}.`, { cause })
}
