import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { encodeNpy } from './encode-npy.js'
import { encodeNpz } from './encode-npz.js'
import { openNpz, readNpz } from './npz.js'

let folder: string
let path: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-npz-'))
  path = join(folder, 'own.npz')
})
afterAll(() => rmSync(folder, { recursive: true }))

const put = (bytes: Uint8Array) => {
  writeFileSync(path, bytes)
  return path
}

const x = { shape: [3, 2], data: Uint8Array.of(0, 1, 2, 3, 4, 5) }
const y = { shape: [3], data: Float32Array.of(5, -6, 7) }

describe('readNpz', () => {
  it('reads what NumPy 2.4 writes', async () => {
    // np.savez_compressed(file, x=np.arange(6, dtype='u1').reshape(3, 2), y=np.array([5, -6, 7]))
    const saved =
      'UEsDBC0AAAAIAAAAIQAb+n1h//////////8FABQAeC5ucHkBABAAhgAAAAAAAABMAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF5Taqiuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgZGJmYWVgBQSwMELQAAAAgAAAAhAFZ0jgn//////////wUAFAB5Lm5weQEAEACYAAAAAAAAAE4AAAAAAAAAm+wX6hsQychQxlCtnpJanFykbqWgbpNpoa6joJ6WX1RSlJgXn1+UkgoSd0vMKU4FihdnJBakAvkaxjqaOgq1ChQALlYGCPj1HwLYoXwAUEsBAi0DLQAAAAgAAAAhABv6fWFMAAAAhgAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAgAAAAhAFZ0jglOAAAAmAAAAAUAAAAAAAAAAAAAAIABgwAAAHkubnB5UEsFBgAAAAACAAIAZgAAAAgBAAAAAA=='
    expect(await readNpz(put(Buffer.from(saved, 'base64')))).toEqual({
      x,
      y: { shape: [3], data: Float64Array.of(5, -6, 7) },
    })
  })

  it('gives back arrays by whatever name', async () => {
    const names = ['__proto__', 'constructor', 'toString']
    const arrays = await readNpz(put(zipSync(Object.fromEntries(names.map((name) => [`${name}.npy`, encodeNpy(y)])))))
    expect(Object.keys(arrays).sort()).toEqual([...names].sort())
    for (const [, array] of Object.entries(arrays)) expect(array).toEqual(y)
  })

  it('gives back what encodeNpz was given', async () => {
    expect(await readNpz(put(encodeNpz({ x, y })))).toEqual({ x, y })
    expect(encodeNpz({ x, y })).toEqual(encodeNpz({ x, y }))
    const zeros = { shape: [1_000_000], data: new Uint8Array(1_000_000) } // no bomb, though shrunk a thousandfold
    expect((await readNpz(put(encodeNpz({ zeros })))).zeros!.data.every((zero) => zero === 0)).toBe(true)
  })

  it('names the array that cannot be read', async () => {
    const broken = zipSync({
      'x.npy': encodeNpy(x),
      'y.npy': encodeNpy(y).subarray(0, 130),
      'notes.txt': Uint8Array.of(1),
    })
    await expect(readNpz(put(broken))).rejects.toThrow(
      `y.npy in ${path} cannot be read as .npy: <f4 of shape [3] needs 12 bytes, but 2 follow the header`,
    )
    await expect(readNpz(put(encodeNpy(x)))).rejects.toThrow(DataError)
    await expect(readNpz(join(folder, 'none.npz'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })

  it('answers any change of the file with a DataError or arrays', async () => {
    const file = encodeNpz({ x, y })
    const change = fc.record({ position: fc.nat(file.length - 1), value: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 3 }),
        fc.integer({ min: 0, max: file.length }),
        async (changes, length) => {
          const changed = Buffer.from(file)
          for (const { position, value } of changes) changed[position] = value
          put(changes.length === 0 ? changed.subarray(0, length) : changed)
          try {
            for (const { data } of Object.values(await readNpz(path))) expect(data.length).toBeLessThanOrEqual(24)
          } catch (error) {
            expect(error).toBeInstanceOf(DataError)
          }
        },
      ),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('openNpz', () => {
  it('lets arrays be read that stand beside pickled objects', async () => {
    const pickled = Buffer.from(encodeNpy(x).toString().replace('|u1', '|O '))
    const npz = await openNpz(put(zipSync({ 'metadata.npy': pickled, 'x.npy': encodeNpy(x) })))
    expect(npz.names).toEqual(['metadata', 'x'])
    expect(npz.stream('x').size).toBe(134)
    expect(() => npz.stream('z')).toThrow(`${path} has no array 'z': it has 'metadata', 'x'`)
    npz.close()
  })
})
