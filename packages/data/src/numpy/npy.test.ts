import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { encodeNpy, type NpyArray } from './encode-npy.js'
import { readNpyStream } from './npy.js'

/** A file with this dictionary and these bytes, as NumPy writes it. */
function fileOf(dictionary: string, data: string, version = 1): Uint8Array {
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  length.writeUInt16LE(dictionary.length + 1)
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), version, 0])
  return Buffer.concat([start, length, Buffer.from(`${dictionary}\n`), Buffer.from(data, 'hex')])
}

const header = (descr: string, shape: string, fortranOrder = false) =>
  `{'descr': '${descr}', 'fortran_order': ${fortranOrder ? 'True' : 'False'}, 'shape': ${shape}, }`

async function* piecesOf(file: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.length; start += size) yield file.subarray(start, start + size)
}

const read = (file: Uint8Array, pieces = 50) =>
  readNpyStream(piecesOf(file, pieces), { size: file.length, name: 'a.npy' })

/** What NumPy's np.arange(6).reshape(2, 3) * 1.5 is as float32, and the file that np.save makes of it. */
const array: NpyArray = { shape: [2, 3], data: Float32Array.of(0, 1.5, 3, 4.5, 6, 7.5) }
const saved = Buffer.from(
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAADAPwAAQEAAAJBAAADAQAAA8EA=',
  'base64',
)

describe('encodeNpy', () => {
  it('writes the bytes that NumPy 2.4 writes', () => {
    expect(Buffer.from(encodeNpy(array))).toEqual(saved)
  })

  it('gives back the same array, to the bit', async () => {
    const data = fc.oneof(
      fc.uint8Array(),
      fc.int8Array(),
      fc.uint16Array(),
      fc.int16Array(),
      fc.uint32Array(),
      fc.int32Array(),
      fc.float32Array(),
      fc.float64Array(),
    )
    await fc.assert(
      fc.asyncProperty(data, fc.integer({ min: 1, max: 500 }), async (data, pieces) => {
        for (const shape of [[data.length], [data.length, 1], [1, 1, data.length]]) {
          expect(await read(encodeNpy({ shape, data }), pieces)).toEqual({ shape, data })
        }
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('refuses numbers that do not fill the shape', () => {
    expect(() => encodeNpy({ shape: [2, 2], data: new Uint8Array(3) })).toThrow(
      'an array of shape [2, 2] has 4 numbers, got 3',
    )
  })
})

describe('readNpyStream', () => {
  it('reads what NumPy writes, in any version of the format', async () => {
    expect(await read(saved)).toEqual(array)
    expect(await read(fileOf(header('|b1', '(2,)'), '0100', 2))).toEqual({ shape: [2], data: Uint8Array.of(1, 0) })
    expect(await read(fileOf(header('<u2', '()'), '0700', 3))).toEqual({ shape: [], data: Uint16Array.of(7) })
    expect(await read(fileOf(header('<u2', '(2L, 0L)'), ''))).toEqual({ shape: [2, 0], data: new Uint16Array(0) })
  })

  it('turns either byte order, 64-bit integers and halves into numbers', async () => {
    const numbers = async (descr: string, data: string) => {
      const count = data.length / 2 / Number(descr.slice(2))
      return [...(await read(fileOf(header(descr, `(${count},)`), data))).data]
    }
    expect(await numbers('>f8', '3ff8000000000000fe47e43c8800759c')).toEqual([1.5, -2e300])
    expect(await numbers('>i2', '0102ffff')).toEqual([258, -1])
    expect(await numbers('>u4', 'fffffffe')).toEqual([4294967294])
    expect(await numbers('<i8', '0300000000000000fcffffffffffffff')).toEqual([3, -4])
    expect(await numbers('>u8', '001fffffffffffff')).toEqual([Number.MAX_SAFE_INTEGER])
    expect(await numbers('<f2', '003c662efffb007c007e01000080')).toEqual([
      1,
      0.0999755859375,
      -65504,
      Number.POSITIVE_INFINITY,
      Number.NaN,
      2 ** -24,
      -0,
    ])
    await expect(numbers('<i8', '0100000000002000')).rejects.toThrow('a.npy: number 0 is 9007199254740993')
  })

  it("puts Fortran's order of indices right", async () => {
    // np.asfortranarray(np.arange(24, dtype='<u1').reshape(2, 3, 4))
    const data = '000c0410081401' + '0d05110915020e06120a16030f07130b17'
    const { data: numbers } = await read(fileOf(header('|u1', '(2, 3, 4)', true), data))
    expect([...numbers]).toEqual(Array.from({ length: 24 }, (_, k) => k))
  })

  it('says what it cannot read and what to do about it', async () => {
    const refusal = (file: Uint8Array) => expect(read(file)).rejects
    await refusal(Buffer.from('PK\x03\x04')).toThrow(
      'a.npy cannot be read as .npy: it starts with 504b0304, expected 934e554d5059',
    )
    await refusal(new Uint8Array(0)).toThrow('it starts with nothing')
    await refusal(fileOf(header('|O', '(2,)'), '8004')).toThrow('it holds pickled Python objects')
    await refusal(fileOf(header('<U2', '(2,)'), '8004')).toThrow('it holds text (<U2), expected numbers')
    await refusal(fileOf(header('<c16', '(2,)'), '8004')).toThrow("its dtype is '<c16'")
    await refusal(
      fileOf("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }", '0000000000000000'),
    ).toThrow('it holds records of several fields')
    await refusal(fileOf("{'descr': '<f4'}", '')).toThrow('its header lacks descr, fortran_order or shape')
    await refusal(fileOf(header('<f4', '(2, , 3)'), '')).toThrow('its shape is (2, , 3), expected whole numbers')
    await refusal(fileOf(header('<f4', '(2,)'), '0000000000')).toThrow(
      '<f4 of shape [2] needs 8 bytes, but 5 follow the header',
    )
    await refusal(fileOf(header('<f4', '(1099511627776, 1099511627776)'), '00')).toThrow('but 1 follow the header')
    await refusal(Buffer.from([...saved.subarray(0, 6), 4, 0])).toThrow('its format version is 4, expected 1, 2 or 3')
    await refusal(Buffer.from([...saved.subarray(0, 6), 2, 0, 255, 255, 255, 255])).toThrow(
      'its header would be 4294967295 bytes long, more than 10000',
    )
  })

  it('notices a file that is shorter or longer than its size', async () => {
    const size = saved.length
    await expect(readNpyStream(piecesOf(saved.subarray(0, -1), 9), { size, name: 'a.npy' })).rejects.toThrow(
      'a.npy is damaged: its numbers should fill 24 bytes, got 23',
    )
    await expect(readNpyStream(piecesOf(Buffer.concat([saved, saved]), 9), { size, name: 'a.npy' })).rejects.toThrow(
      'should fill 24 bytes, got 2',
    )
  })

  it('answers a file cut off at any length with a DataError', async () => {
    for (let length = 0; length < saved.length; length++) {
      await expect(read(saved.subarray(0, length))).rejects.toThrow(DataError)
    }
  })

  it('answers any change of the file with a DataError or an array of the same bytes', async () => {
    const change = fc.record({ position: fc.nat(saved.length - 1), value: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = Buffer.from(saved)
        for (const { position, value } of changes) changed[position] = value
        try {
          const { shape, data } = await read(changed)
          expect(data.length).toBe(shape.reduce((product, n) => product * n, 1))
          expect(data.length).toBeLessThanOrEqual(24)
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
        }
      }),
      { seed: 1, numRuns: 2000 },
    )
  })
})
