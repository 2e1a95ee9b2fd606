import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDSprites } from '@vsc/data/node'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeNpy, type NpyArray } from '../numpy/encode-npy.js'
import { packBits, unpackBits } from './bits.js'
import { type DSpritesOptions, dSpritesDataSet } from './data-set.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-dsprites-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** As many images as given: image i has pixels (i + 1) x and the factors' classes i, i + 1, ... */
function published(count: number, changes: Readonly<Record<string, NpyArray>> = {}): Record<string, Uint8Array> {
  const arrays = {
    imgs: {
      shape: [count, 64, 64],
      data: Uint8Array.from({ length: count * 4096 }, (_, k) => pixel(Math.floor(k / 4096), k % 4096)),
    },
    latents_values: { shape: [count, 6], data: Float64Array.from({ length: count * 6 }, (_, k) => k / 8) },
    latents_classes: {
      shape: [count, 6],
      data: Int32Array.from({ length: count * 6 }, (_, k) => (k % 6) + Math.floor(k / 6)),
    },
    ...changes,
  }
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, encodeNpy(array)] as const)
  // The published file holds a pickled dictionary too.
  return { 'metadata.npy': Uint8Array.of(0x80), ...Object.fromEntries(files) }
}

const pixel = (image: number, k: number) => ((k * (image + 3)) % 7) % 2
const imageOf = (image: number) => Array.from({ length: 4096 }, (_, k) => pixel(image, k))

const load = (files: Record<string, Uint8Array>, options: Partial<DSpritesOptions> = {}) => {
  const path = join(folder, 'dsprites.npz')
  writeFileSync(path, zipSync(files, { mtime: '1980-01-01T00:00' }))
  return dSpritesDataSet(path, { folders: [join(folder, 'cache')], ...options })
}

describe('dSpritesDataSet', () => {
  it('has every image with its factors', async () => {
    const set = await load(published(5))
    expect(set).toMatchObject({ name: 'dsprites', count: 5, dim: 4096, shape: [64, 64], range: [0, 1] })
    expect(set.provenance).toEqual({ split: 'train' })
    expect([...set.read([4, 0])]).toEqual([...imageOf(4), ...imageOf(0)])
    expect([...set.factorClasses.subarray(24)]).toEqual([4, 5, 6, 7, 8, 9])
    expect([...set.factorValues.subarray(0, 3)]).toEqual([0, 0.125, 0.25])
    expect(set.factors.names).toEqual(['shape', 'scale', 'orientation', 'posX', 'posY'])
    expect([...set.factors.values.subarray(0, 6)]).toEqual([1, 2, 3, 4, 5, 7].map((k) => k / 8))
  })

  it('is divided by a seed, factors and all, and packed once for both splits', async () => {
    const options = { testFraction: 0.4, seed: 7 }
    const [train, test] = [
      await load(published(5), options),
      await load(published(5), { ...options, split: 'test' }),
    ] as const
    const firstClasses = [train, test].flatMap(({ factorClasses }) => [...factorClasses].filter((_, k) => k % 6 === 0))
    expect(firstClasses.sort()).toEqual([0, 1, 2, 3, 4])
    expect([train.count, test.count, test.provenance]).toEqual([3, 2, { split: 'test', ...options }])
    for (const { read, factorClasses } of [train, test]) {
      expect([...read([1])]).toEqual(imageOf(factorClasses[6]!))
      expect(() => read([3])).toThrow('there is no example 3')
    }
    expect(readdirSync(join(folder, 'cache')).filter((name) => name.endsWith('.npy'))).toHaveLength(1)
  })

  it('says what it expected of a file that is no dSprites', async () => {
    const images = (shape: number[], data: Uint8Array | Float32Array) => load(published(2, { imgs: { shape, data } }))
    const grey = Uint8Array.from({ length: 8192 }, (_, k) => (k === 5000 ? 255 : 0))
    await expect(images([2, 64, 64], grey)).rejects.toThrow(/imgs\.npy in .*: pixel 5000 is 255, expected 0 or 1/)
    await expect(images([2, 4096], new Uint8Array(8192))).rejects.toThrow(
      /imgs\.npy in .* is \|u1 of shape \[2, 4096\], expected bytes, row-major, of shape \[2, 64, 64\]/,
    )
    await expect(images([2, 64, 64], new Float32Array(8192))).rejects.toThrow('is <f4 of shape [2, 64, 64]')
    const values = { shape: [3, 6], data: new Float64Array(18) }
    await expect(load(published(2, { latents_values: values }))).rejects.toThrow(
      'has classes for 2 images, values for 3',
    )
    const five = { shape: [2, 5], data: new Uint8Array(10) }
    await expect(load(published(2, { latents_classes: five }))).rejects.toThrow('has shape [2, 5], expected [N, 6]')
    const classes = { shape: [1, 6], data: Float64Array.of(0, 1, 2, -1, 4, 5) }
    await expect(load(published(1, { latents_classes: classes }))).rejects.toThrow('number 3 of latents_classes is -1')
    const { 'imgs.npy': _, ...others } = published(2)
    await expect(load(others)).rejects.toThrow(/has no array 'imgs': it has 'metadata', 'latents_values'/)
    expect(readdirSync(join(folder, 'cache'))).toEqual([])
  })
})

describe('loadDSprites', () => {
  it('says where the file belongs, where it is not there', async () => {
    await expect(loadDSprites({ directory: folder, download: false })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringContaining('MD5 7da33b31b13a06f4b04a70402ce90c2e'),
    })
  })
})

describe('packBits', () => {
  it('gives eight pixels a byte, in whatever pieces they come', async () => {
    const pixels = fc
      .array(fc.integer({ min: 0, max: 1 }), { maxLength: 100 })
      .map((bits) => Uint8Array.from(bits.slice(0, bits.length - (bits.length % 8))))
    await fc.assert(
      fc.asyncProperty(pixels, fc.integer({ min: 1, max: 20 }), async (pixels, size) => {
        async function* pieces() {
          for (let start = 0; start < pixels.length; start += size) yield pixels.subarray(start, start + size)
        }
        const packed: number[] = []
        for await (const bytes of packBits(pieces(), '')) packed.push(...bytes)
        const unpacked = new Float32Array(pixels.length)
        unpackBits(Uint8Array.from(packed), unpacked)
        expect([...unpacked]).toEqual([...pixels])
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('packs as NumPy does', async () => {
    async function* pixels() {
      yield Uint8Array.of(1, 0, 0, 0, 0, 0, 1, 1)
    }
    expect((await packBits(pixels(), '').next()).value).toEqual(Uint8Array.of(0b10000011))
  })
})
