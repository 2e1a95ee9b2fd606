import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CelebASplit, type LoadCelebAOptions, loadCelebA } from '@vsc/data/node'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { celebADataSet } from './data-set.js'
import { archiveImages } from './images.js'
import { officialPartition } from './partition.js'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vsc-celeba-'))
  mkdirSync(join(directory, 'img_align_celeba'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const load = (split: CelebASplit, options: Partial<LoadCelebAOptions> = {}) =>
  loadCelebA({ split, directory, download: false, ...options })

/** A stand-in for a face: red grows to the right, green downwards, and blue tells which it is. */
const faceOf = (blue: number, width = 178, height = 218) => {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, k) => {
    const [x, y] = [Math.floor(k / 3) % width, Math.floor(k / 3 / width)]
    return [x, y, blue][k % 3]!
  })
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

const put = (name: string, contents: Uint8Array | string) => writeFileSync(join(directory, name), contents)
const putFace = async (number: string, blue: number) => put(`img_align_celeba/${number}.jpg`, await faceOf(blue))

describe('loadCelebA', () => {
  it('cuts a square out of the middle and scales it', async () => {
    await putFace('000001', 90)
    const whole = await load('train', { size: 148 })
    expect(whole).toMatchObject({
      name: 'celeba, 1 of 162770 images',
      count: 1,
      dim: 65712,
      shape: [148, 148, 3],
      range: [0, 255],
    })
    const pixels = whole.read([0])
    const pixel = (x: number, y: number) => [...pixels.subarray((148 * y + x) * 3, (148 * y + x) * 3 + 3)]
    const expectClose = (found: number[], expected: number[]) => {
      expect(Math.max(...found.map((value, k) => Math.abs(value - expected[k]!)))).toBeLessThanOrEqual(3)
    }
    expectClose(pixel(0, 0), [15, 35, 90])
    expectClose(pixel(147, 100), [162, 135, 90])
    // The centre of pixel (x, y) of 32 lies at 15 + 148 (x + 1/2) / 32 - 1/2 of the image; it averages around there.
    const small = (await load('train')).read([0])
    expectClose([...small.subarray((32 * 8 + 20) * 3, (32 * 8 + 20) * 3 + 3)], [109.3, 73.8, 90])
    const wide = (await load('train', { size: 178, crop: 178 })).read([0])
    expectClose([...wide.subarray(0, 3)], [0, 20, 90])
  })

  it('goes by the partition that is there, whichever images it lists', async () => {
    for (const [number, blue] of [
      ['000001', 10],
      ['000002', 20],
      ['000003', 30],
      ['000004', 40],
    ] as const) {
      await putFace(number, blue)
    }
    put('list_eval_partition.txt', '000001.jpg 2\r\n000002.jpg 0\r\n000004.jpg 0\r\n202599.jpg 0\r\n')
    const train = await load('train', { size: 1 })
    expect(train.names).toEqual(['000002.jpg', '000004.jpg'])
    expect([...train.read([1, 0])].filter((_, k) => k % 3 === 2).map((blue) => Math.round(blue / 10))).toEqual([4, 2])
    expect((await load('test', { size: 1 })).names).toEqual(['000001.jpg'])
    await expect(load('valid')).rejects.toThrow(
      'none of the 4 images of CelebA that are there (000001.jpg, ...) is in its valid',
    )
    rmSync(join(directory, 'list_eval_partition.txt'))
    expect((await load('train', { size: 1 })).count).toBe(4)
  })

  it('decodes once for each split, size, crop and list of images', async () => {
    await putFace('000001', 10)
    await putFace('162771', 10)
    const files = () => readdirSync(join(directory, 'cache')).filter((name) => name.endsWith('.npy'))
    const made: number[] = []
    for (const options of [{}, {}, { size: 16 }, { crop: 178 }, { split: 'valid' as const }]) {
      await load('train', options)
      made.push(files().length)
    }
    await putFace('000002', 10)
    expect((await load('train')).count).toBe(2)
    expect([...made, files().length]).toEqual([1, 1, 2, 3, 4, 5])
    const before = files().map((name) => statSync(join(directory, 'cache', name)).mtimeMs)
    await load('train')
    expect(files().map((name) => statSync(join(directory, 'cache', name)).mtimeMs)).toEqual(before)
  })

  it('notices a cache that is damaged', async () => {
    await putFace('000001', 10)
    const pixels = (await load('train')).read([0])
    const [file = ''] = readdirSync(join(directory, 'cache')).filter((name) => name.endsWith('.npy'))
    const path = join(directory, 'cache', file)
    const damaged = readFileSync(path)
    damaged[1000]! ^= 1
    writeFileSync(path, damaged)
    expect((await load('train')).read([0])).toEqual(pixels)
  })

  it('names an image that is cut off, of another size, or no image, and leaves no cache', async () => {
    await putFace('000001', 10)
    const refused = async (contents: Uint8Array | string) => {
      put('img_align_celeba/000002.jpg', contents)
      const error = await load('train').catch((error: Error) => error)
      expect(readdirSync(join(directory, 'cache'))).toEqual([])
      return String(error)
    }
    const face = await faceOf(10)
    expect(await refused(face.subarray(0, face.length / 2))).toMatch(/000002\.jpg cannot be read as an image: ./)
    expect(await refused('<html>')).toContain('000002.jpg cannot be read as an image')
    expect(await refused(await faceOf(10, 178, 217))).toContain(
      '000002.jpg is 178 x 217 pixels, expected 178 x 218, as the aligned images of CelebA are',
    )
  })

  it('says how to place the images, and on which terms they may be used, where there are none', async () => {
    await expect(load('train')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: expect.stringMatching(/put img_align_celeba\.zip, or the folder .* non-commercial research only/),
    })
  })

  it('refuses an archive with other bytes before it decodes anything', async () => {
    put('img_align_celeba.zip', zipSync({ 'img_align_celeba/000001.jpg': await faceOf(1) }))
    await expect(load('train')).rejects.toMatchObject({ code: 'WRONG_FILE' })
  })

  it('refuses squares that the images do not hold', async () => {
    await putFace('000001', 10)
    for (const options of [{ size: 0 }, { crop: 179 }, { size: 1.5 }]) {
      await expect(load('train', options)).rejects.toThrow('expected a whole number of pixels from 1 to 178')
    }
  })

  it('stops when it is told to', async () => {
    await putFace('000001', 10)
    await expect(load('train', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
  })
})

describe('archiveImages', () => {
  it('gives the same images as the folder they would be unpacked to', async () => {
    const files: Record<string, Uint8Array> = {}
    for (const number of ['000002', '000001']) {
      await putFace(number, Number(number))
      files[`img_align_celeba/${number}.jpg`] = readFileSync(join(directory, 'img_align_celeba', `${number}.jpg`))
    }
    files['__MACOSX/img_align_celeba/000003.jpg'] = Uint8Array.of(1)
    put('some.zip', zipSync(files))
    const images = await archiveImages(join(directory, 'some.zip'), async () => {})
    const set = await celebADataSet(images, {
      split: 'train',
      size: 32,
      crop: 148,
      partition: officialPartition,
      folders: [join(directory, 'of-archive')],
    })
    images.close()
    expect(set.names).toEqual(['000001.jpg', '000002.jpg'])
    expect(set.read([0, 1])).toEqual((await load('train')).read([0, 1]))
  })

  it('must have images', async () => {
    put('some.zip', zipSync({ 'notes.txt': Uint8Array.of(1) }))
    await expect(archiveImages(join(directory, 'some.zip'), async () => {})).rejects.toThrow('some.zip has no images')
  })
})

const real = process.env.VSC_DATA_DIR
describe.skipIf(real === undefined)("CelebA's images (skipped unless VSC_DATA_DIR is set)", () => {
  it('are faces: bright in the middle, alike on average left and right', async () => {
    rmSync(join(directory, 'img_align_celeba'), { recursive: true })
    // Linked, so that what is decoded does not land beside the originals.
    for (const name of ['img_align_celeba', 'list_eval_partition.txt']) {
      symlinkSync(join(real ?? '', 'celeba', name), join(directory, name), 'junction')
    }
    const test = await load('test')
    const valid = await load('valid')
    expect(test.names.filter((name) => valid.names.includes(name))).toEqual([])
    const every = test.read(Array.from({ length: test.count }, (_, k) => k))
    const mean = new Float64Array(test.dim)
    every.forEach((value, k) => {
      mean[k % test.dim]! += value / test.count
    })
    const at = (x: number, y: number, channel: number) => mean[(32 * y + x) * 3 + channel]!
    // Skin is more red than green than blue, and brighter than what is behind it.
    expect(at(16, 10, 0)).toBeGreaterThan(at(16, 10, 1) + 20)
    expect(at(16, 10, 1)).toBeGreaterThan(at(16, 10, 2) + 10)
    expect(at(16, 10, 1)).toBeGreaterThan(at(1, 10, 1) + 30)
    // Eyes are darker than the forehead above and the cheeks below.
    for (const x of [10, 21]) {
      expect(at(x, 16, 1)).toBeLessThan(at(x, 11, 1) - 30)
      expect(at(x, 16, 1)).toBeLessThan(at(x, 20, 1) - 30)
    }
    for (let x = 0; x < 16; x++) expect(Math.abs(at(x, 14, 1) - at(31 - x, 14, 1))).toBeLessThan(15)
  })
})
