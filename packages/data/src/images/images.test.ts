import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { decodeImage, describeImage } from './decode-image.js'
import { listImages } from './image-folder.js'
import { inParallel } from './in-parallel.js'
import { type ReadImagesOptions, readImages } from './read-images.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-images-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An image whose pixels are these numbers. */
function imageOf(width: number, height: number, pixel: (x: number, y: number) => number | readonly number[]) {
  const pixels = Array.from({ length: width * height }, (_, k) => pixel(k % width, Math.floor(k / width)))
  const channels = typeof pixels[0] === 'number' ? 1 : (pixels[0]!.length as 3 | 4)
  const image = sharp(Uint8Array.from(pixels.flat()), { raw: { width, height, channels } })
  return channels === 1 ? image.toColourspace('b-w') : image
}

const ramp = (width: number, height: number) => imageOf(width, height, (x, y) => 4 * x + y)

const put = (name: string, contents: Uint8Array | string = '') => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, contents)
  return path
}

describe('decodeImage', () => {
  const decode = async (bytes: Uint8Array, options: Parameters<typeof decodeImage>[1]) => [
    ...(await decodeImage({ name: 'an image', bytes }, options)),
  ]

  it('gives the pixels of a PNG as they are stored: colours, greys, palettes, 16 bits', async () => {
    const [red, grey] = [
      [200, 100, 50],
      [7, 7, 7],
    ] as const
    const colours = () => imageOf(2, 1, (x) => (x === 0 ? red : grey))
    for (const png of [colours().png(), colours().png({ palette: true }), colours().toColourspace('rgb16').png()]) {
      expect(await decode(await png.toBuffer(), { channels: 3 })).toEqual([...red, ...grey])
    }
    const greys = await imageOf(2, 1, (x) => 100 + x)
      .png()
      .toBuffer()
    expect(await decode(greys, { channels: 1 })).toEqual([100, 101])
    expect(await decode(greys, { channels: 3 })).toEqual([100, 100, 100, 101, 101, 101])
    const transparent = await imageOf(1, 1, () => [...red, 0])
      .png()
      .toBuffer()
    expect(await decode(transparent, { channels: 3 })).toEqual(red)
  })

  it('cuts out a region, then scales it, so that a ramp stays a ramp', async () => {
    const bytes = await ramp(40, 30).png().toBuffer()
    const region = { left: 6, top: 5, width: 20, height: 20 }
    const cut = await decode(bytes, { channels: 1, region })
    expect(cut.slice(0, 3)).toEqual([4 * 6 + 5, 4 * 7 + 5, 4 * 8 + 5])
    const scaled = await decode(bytes, { channels: 1, region, size: 5 })
    // Away from the borders, a symmetric filter keeps a ramp: the middle of five pixels is the middle of twenty.
    expect(scaled[12]).toBeCloseTo(4 * 15.5 + 14.5, -0.5)
    expect(scaled[13]! - scaled[12]!).toBe(16)
    expect(scaled[17]! - scaled[12]!).toBe(4)
  })

  it('takes the middle of an image that is not square', async () => {
    const stripes = await imageOf(30, 10, (x) => (x < 10 ? 0 : x < 20 ? 100 : 200))
      .png()
      .toBuffer()
    expect(new Set(await decode(stripes, { channels: 1, size: 10 }))).toEqual(new Set([100]))
  })

  it('turns an image as its EXIF orientation says', async () => {
    const bytes = await imageOf(3, 2, (x) => 50 * x)
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer()
    expect(await describeImage({ name: '', bytes })).toMatchObject({ width: 2, height: 3 })
    expect(await decode(bytes, { channels: 1 })).toEqual([0, 0, 50, 50, 100, 100])
  })

  it('refuses an image cut off anywhere, and answers any change with a DataError or pixels', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const bytes = await ramp(16, 16).toFormat(format).toBuffer()
      const decoded = async (changed: Uint8Array) => {
        try {
          return (await decodeImage({ name: 'broken', bytes: changed }, { channels: 1 })).length
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
          expect((error as Error).message).toMatch(/^broken cannot be read as an image: ./)
          return undefined
        }
      }
      for (let length = 0; length < bytes.length - 12; length += 7) {
        expect(await decoded(bytes.subarray(0, length)), `${format} of ${length} bytes`).toBeUndefined()
      }
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (position, bit) => {
          const changed = Buffer.from(bytes)
          changed[position]! ^= 1 << bit
          await decoded(changed)
        }),
        { seed: 1, numRuns: 100 },
      )
    }
  })
})

describe('listImages', () => {
  const listed = async () => {
    const splits = await listImages(folder)
    const names = (files: (typeof splits)['train'] | undefined) =>
      files?.map(({ path, label }) => `${path.slice(folder.length + 1).replaceAll('\\', '/')} ${label ?? '-'}`)
    return splits.test === undefined
      ? { train: names(splits.train) }
      : { train: names(splits.train), test: names(splits.test) }
  }

  it('finds images in the order of their names, and nothing else', async () => {
    for (const name of ['b.PNG', 'a10.jpeg', 'a1.jpg', 'notes.txt', '.hidden.png']) put(name)
    expect(await listed()).toEqual({ train: ['a1.jpg -', 'a10.jpeg -', 'b.PNG -'] })
  })

  it('takes sub-folders for classes, links too', async () => {
    for (const name of ['dogs/1.png', 'cats/2.png', 'cats/1.png', '.cache/0.png']) put(name)
    symlinkSync(join(folder, 'dogs'), join(folder, 'also-dogs'), 'junction')
    expect(await listed()).toEqual({
      train: ['also-dogs/1.png also-dogs', 'cats/1.png cats', 'cats/2.png cats', 'dogs/1.png dogs'],
    })
  })

  it('takes train and test for splits', async () => {
    for (const name of ['train/1.png', 'test/2.png']) put(name)
    expect(await listed()).toEqual({ train: ['train/1.png -'], test: ['test/2.png -'] })
    rmSync(join(folder, 'test'), { recursive: true })
    put('train/2.png')
    expect(await listed()).toEqual({ train: ['train/1.png -', 'train/2.png -'] })
  })

  it('refuses a folder that it cannot make sense of', async () => {
    await expect(listed()).rejects.toThrow('has no images: expected files that end in .png, .jpg or .jpeg')
    mkdirSync(join(folder, 'empty'))
    await expect(listed()).rejects.toThrow('empty has no images')
    put('a.png')
    await expect(listed()).rejects.toThrow('has both images (a.png) and sub-folders (empty)')
  })
})

describe('readImages', () => {
  const read = async (options: Partial<ReadImagesOptions> = {}) =>
    readImages((await listImages(folder)).train, { limit: 2 ** 20, ...options })

  it('reads them all to one shape', async () => {
    put('a.png', await ramp(4, 2).png().toBuffer())
    put(
      'b.png',
      await imageOf(4, 2, () => 9)
        .png()
        .toBuffer(),
    )
    expect(await read()).toEqual({
      shape: [2, 4],
      pixels: Uint8Array.of(0, 4, 8, 12, 1, 5, 9, 13, 9, 9, 9, 9, 9, 9, 9, 9),
    })
    expect((await read({ channels: 3 })).shape).toEqual([2, 4, 3])
    put(
      'c.png',
      await imageOf(9, 9, () => [1, 2, 3])
        .png()
        .toBuffer(),
    )
    expect((await read({ size: 3 })).shape).toEqual([3, 3, 3])
    expect((await read({ size: 3, channels: 1 })).shape).toEqual([3, 3])
  })

  it('names the file that differs or is damaged', async () => {
    put('a.png', await ramp(4, 2).png().toBuffer())
    put('b.jpg', (await ramp(64, 64).jpeg().toBuffer()).subarray(0, 400))
    await expect(read()).rejects.toThrow(/b\.jpg is 64 x 64 pixels, but .*a\.png is 4 x 2: give `size`/)
    await expect(read({ size: 2 })).rejects.toThrow('b.jpg cannot be read as an image: VipsJpeg: premature end')
  })

  it('allocates no more than it may', async () => {
    put('a.png', await ramp(16, 16).png().toBuffer())
    expect((await read({ limit: 256 })).pixels.length).toBe(256)
    await expect(read({ limit: 255 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })
})

describe('inParallel', () => {
  it('runs every task once, and none after a failure', async () => {
    const done: number[] = []
    await inParallel(10, async (index) => void done.push(index))
    expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    const begun: number[] = []
    const failing = inParallel(1000, async (index) => {
      begun.push(index)
      if (index === 3) throw new Error('three')
    })
    await expect(failing).rejects.toThrow('three')
    expect(begun.length).toBeLessThan(1000)
  })
})
