import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TrainingError } from './errors.js'
import { readSafetensorsMetadata } from './node/safetensors-metadata.js'
import { decodeSafetensors, encodeSafetensors } from './safetensors.js'

/** A file with this header, written by hand. */
function fileOf(header: string, data: readonly number[] = []): Uint8Array {
  const text = new TextEncoder().encode(header)
  const file = new Uint8Array(8 + text.length + data.length)
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
  file.set(text, 8)
  file.set(data, 8 + text.length)
  return file
}

function refusal(file: Uint8Array): string {
  try {
    decodeSafetensors(file)
  } catch (error) {
    if (error instanceof TrainingError && error.code === 'SAFETENSORS_INVALID') return error.message
    throw error
  }
  throw new Error('the file was accepted')
}

const tensor = (fields: object) => JSON.stringify({ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4], ...fields } })
const fourBytes = [0, 0, 0x80, 0x3f] // 1 as a little-endian float32

describe('encodeSafetensors', () => {
  it('writes the bytes that the format describes', () => {
    const file = encodeSafetensors({
      tensors: {
        flags: { shape: [3], data: new Uint8Array([1, 2, 3]) },
        weight: { shape: [1, 2], data: new Float32Array([1, -2]) },
      },
      metadata: { by: 'hand' },
    })
    // the float32 tensor goes first, so that it is aligned
    const header =
      '{"__metadata__":{"by":"hand"},"weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"flags":{"dtype":"U8","shape":[3],"data_offsets":[8,11]}}'
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8)
    expect(file).toEqual(fileOf(padded, [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 1, 2, 3]))
  })

  it('gives back the same tensors and metadata, to the bit', () => {
    const data = fc.oneof(
      // any 32 bits, so that every NaN, infinity and subnormal number occurs
      fc.uint32Array({ maxLength: 20 }).map((bits) => new Float32Array(bits.slice().buffer)),
      fc.int32Array({ maxLength: 20 }),
      fc.uint8Array({ maxLength: 20 }),
    )
    const name = fc.string({ unit: 'binary' }).filter((text) => text !== '__metadata__')
    const tensors = fc.dictionary(
      name,
      data.map((numbers) => ({ shape: [numbers.length, 1], data: numbers })),
    )
    const bitsOf = ({ data }: { data: Float32Array | Int32Array | Uint8Array }) => [
      data.constructor.name,
      ...new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    ]
    fc.assert(
      fc.property(tensors, fc.dictionary(fc.string(), fc.string()), (tensors, metadata) => {
        const decoded = decodeSafetensors(encodeSafetensors({ tensors, metadata }))
        expect(Object.keys(decoded.tensors).sort()).toEqual(Object.keys(tensors).sort())
        for (const [name, written] of Object.entries(tensors)) {
          const read = Object.entries(decoded.tensors).find(([key]) => key === name)![1]
          expect(read.shape).toEqual(written.shape)
          expect(bitsOf(read)).toEqual(bitsOf(written))
        }
        expect(decoded.metadata).toEqual({ ...metadata })
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('refuses to write what no reader would accept', () => {
    const misfit = { w: { shape: [2, 2], data: new Float32Array(3) } }
    expect(() => encodeSafetensors({ tensors: misfit })).toThrow(/needs 16 bytes, but its offsets give it 12/)
    const reserved = { __metadata__: { shape: [1], data: new Float32Array(1) } }
    expect(() => encodeSafetensors({ tensors: reserved })).toThrow(/__metadata__/)
  })
})

describe('decodeSafetensors', () => {
  it("reads a file written by Python's safetensors 0.8", () => {
    const file = Buffer.from(
      'EAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJtYWRlIGJ5Ijoic2FmZXRlbnNvcnMgMC44In0sImUiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzAsM10sImRhdGFfb2Zmc2V0cyI6WzAsMF19LCJ3Ijp7ImR0eXBlIjoiRjMyIiwic2hhcGUiOlsyLDNdLCJkYXRhX29mZnNldHMiOlswLDI0XX0sIm4iOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6W10sImRhdGFfb2Zmc2V0cyI6WzI0LDI4XX0sImIiOnsiZHR5cGUiOiJVOCIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzI4LDMxXX19ICAgICAgIAAAwD8AAADAAAAAAAAAQEAAAIB/whYBAPn///8BAP8=',
      'base64',
    )
    expect(decodeSafetensors(file)).toEqual({
      tensors: {
        e: { shape: [0, 3], data: new Float32Array(0) },
        w: { shape: [2, 3], data: new Float32Array([1.5, -2, 0, 3, Infinity, 1e-40]) },
        n: { shape: [], data: new Int32Array([-7]) },
        b: { shape: [3], data: new Uint8Array([1, 0, 255]) },
      },
      metadata: { 'made by': 'safetensors 0.8' },
    })
  })

  it('refuses a file cut off at any length', () => {
    const file = encodeSafetensors({
      tensors: { w: { shape: [2], data: new Float32Array([1, 2]) } },
      metadata: { a: 'b' },
    })
    for (let length = 0; length < file.length; length++) {
      expect(refusal(file.subarray(0, length))).toMatch(/^Not a valid safetensors file: /)
    }
    expect(refusal(new Uint8Array([...file, 0]))).toMatch(/should fill 8 bytes, but 9 follow/)
  })

  it('answers any change of the header with a TrainingError or a file of the same size', () => {
    const file = encodeSafetensors({ tensors: { w: { shape: [2], data: new Float32Array([1, 2]) } } })
    fc.assert(
      fc.property(fc.nat(file.length - 9), fc.nat(255), (position, value) => {
        const changed = file.slice()
        changed[position] = value
        try {
          const { tensors } = decodeSafetensors(changed)
          expect(Object.values(tensors).reduce((bytes, { data }) => bytes + data.byteLength, 0)).toBe(8)
        } catch (error) {
          expect(error).toBeInstanceOf(TrainingError)
        }
      }),
      { seed: 1, numRuns: 2000 },
    )
  })

  it('accepts the plain case that the hostile ones below differ from', () => {
    expect(decodeSafetensors(fileOf(tensor({}), fourBytes)).tensors).toEqual({
      w: { shape: [1], data: new Float32Array([1]) },
    })
  })

  it.each([
    ['a header as long as 2^64 - 1', new Uint8Array(16).fill(255), /more than the format's limit/],
    [
      'a header longer than the file',
      fileOf('{}').subarray(0, 9),
      /header should be 2 bytes long, but only 1 bytes follow/,
    ],
    ['a header that is no JSON', fileOf('{w}'), /not JSON/],
    ['a header that is no UTF-8', fileOf('{"é":1}').fill(0xff, 10, 11), /not JSON in UTF-8/],
    ['a header that is a list', fileOf('[]'), /must be a JSON object/],
    [
      'a header nested a million deep',
      fileOf(`{"w":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
      /must be an object|not JSON/,
    ],
    [
      'a dtype nested a million deep',
      fileOf(`{"w":{"dtype":${'['.repeat(1e6)}${']'.repeat(1e6)}}}`),
      /dtype of tensor "w" is a list|not JSON/,
    ],
    ['a tensor that is a number', fileOf('{"w":1}'), /entry of tensor "w" must be an object/],
    [
      'an unknown dtype',
      fileOf(tensor({ dtype: 'BF16' }), fourBytes),
      /dtype of tensor "w" is "BF16", expected one of F32, I32, U8/,
    ],
    ['a dtype that is a property of every object', fileOf(tensor({ dtype: 'constructor' }), fourBytes), /dtype/],
    ['a negative shape', fileOf(tensor({ shape: [-1, -1] }), fourBytes), /shape of tensor "w" is \[-1, -1\]/],
    ['a fractional shape', fileOf(tensor({ shape: [0.5, 2] }), fourBytes), /shape/],
    [
      'a shape larger than any file',
      fileOf(tensor({ shape: [2 ** 52, 2 ** 52] }), fourBytes),
      /needs .* bytes, but its offsets give it 4/,
    ],
    [
      'a shape of infinitely many numbers and none',
      fileOf(tensor({ shape: [...new Array(20).fill(2 ** 52), 0], data_offsets: [0, 0] })),
      /needs NaN bytes/,
    ],
    [
      'offsets that end beyond the file',
      fileOf(tensor({ shape: [2 ** 40], data_offsets: [0, 2 ** 42] }), fourBytes),
      /should fill 4398046511104 bytes, but 4 follow/,
    ],
    [
      'offsets that run backwards',
      fileOf(tensor({ data_offsets: [4, 0] }), fourBytes),
      /needs 4 bytes, but its offsets give it -4/,
    ],
    ['three offsets', fileOf(tensor({ data_offsets: [0, 4, 8] }), fourBytes), /expected two whole numbers/],
    ['no shape', fileOf('{"w":{"dtype":"F32","data_offsets":[0,4]}}', fourBytes), /shape of tensor "w" is undefined/],
    [
      'a gap before a tensor',
      fileOf(tensor({ data_offsets: [4, 8] }), [...fourBytes, ...fourBytes]),
      /starts at byte 4, expected 0: it leaves a gap/,
    ],
    [
      'overlapping tensors',
      fileOf(
        '{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}',
        fourBytes,
      ),
      /tensor "b" starts at byte 2, expected 3: it overlaps/,
    ],
    [
      'a tensor twice',
      fileOf(`{${tensor({}).slice(1, -1)},${tensor({ data_offsets: [4, 8] }).slice(1)}`, [...fourBytes, ...fourBytes]),
      /twice/,
    ],
    ['metadata that is no string', fileOf('{"__metadata__":{"a":1}}'), /__metadata__ must map names to strings/],
    ['bytes that belong to no tensor', fileOf('{}', fourBytes), /should fill 0 bytes, but 4 follow/],
  ])('refuses %s', (_, file, message) => {
    expect(refusal(file)).toMatch(message)
  })

  it('refuses a name that comes twice', () => {
    const entry = '{"dtype":"U8","shape":[1],"data_offsets":[0,1]}'
    for (const header of [`{"a":${entry},"a":${entry}}`, `{"a":${entry},"__metadata__":{"x":"1","x":"2"}}`]) {
      const text = new TextEncoder().encode(header)
      const file = new Uint8Array([...new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer), ...text, 7])
      expect(() => decodeSafetensors(file)).toThrow(/its header has the name "[ax]" twice/)
    }
  })

  it('keeps a tensor named like a property of every object', () => {
    const header = '{"__proto__":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}'
    expect(Object.keys(decodeSafetensors(fileOf(header, [7])).tensors)).toEqual(['__proto__'])
  })
})

describe('readSafetensorsMetadata', () => {
  it('reads the strings of a file on disk, and refuses a file that is cut off', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vsc-safetensors-'))
    try {
      const path = join(folder, 'a.safetensors')
      const file = encodeSafetensors({
        tensors: { w: { shape: [2], data: new Float32Array(2) } },
        metadata: { a: 'b' },
      })
      await writeFile(path, file)
      expect(await readSafetensorsMetadata(path)).toEqual({ a: 'b' })
      for (const length of [0, 5, 8, 20, file.length - 1]) {
        await writeFile(path, file.subarray(0, length))
        await expect(readSafetensorsMetadata(path)).rejects.toMatchObject({ code: 'SAFETENSORS_INVALID' })
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
