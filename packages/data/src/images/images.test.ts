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
import { type SquareOptions, scaledSquare } from './scaled-image.js'

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
  const decode = async (bytes: Uint8Array, channels: 1 | 3) => [
    ...(await decodeImage({ name: 'an image', bytes }, channels)).data,
  ]

  it('gives the pixels of a PNG as they are stored: colours, greys, palettes, 16 bits', async () => {
    const [red, grey] = [
      [200, 100, 50],
      [7, 7, 7],
    ] as const
    const colours = () => imageOf(2, 1, (x) => (x === 0 ? red : grey))
    for (const png of [colours().png(), colours().png({ palette: true }), colours().toColourspace('rgb16').png()]) {
      expect(await decode(await png.toBuffer(), 3)).toEqual([...red, ...grey])
    }
    const greys = await imageOf(2, 1, (x) => 100 + x)
      .png()
      .toBuffer()
    expect(await decode(greys, 1)).toEqual([100, 101])
    expect(await decode(greys, 3)).toEqual([100, 100, 100, 101, 101, 101])
    const transparent = await imageOf(1, 1, () => [...red, 0])
      .png()
      .toBuffer()
    expect(await decode(transparent, 3)).toEqual([255, 255, 255])
    const half = {
      name: '',
      bytes: await imageOf(1, 1, () => [...red, 51])
        .png()
        .toBuffer(),
    }
    expect(await decodeImage(half, 3, 'black')).toMatchObject({ data: Uint8Array.of(40, 20, 10), transparent: true })
    const greyAlpha = await sharp(Uint8Array.of(100, 51, 7, 255), { raw: { width: 2, height: 1, channels: 2 } })
      .png()
      .toBuffer()
    const { data, transparent: seen } = await decodeImage({ name: '', bytes: greyAlpha }, 1)
    expect([...data, seen]).toEqual([224, 7, true])
  })

  it('reads PNG, JPEG, WebP, GIF and TIFF and nothing else, whatever the name', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>',
    )
    for (const bytes of [svg, Buffer.from('BM'), Buffer.alloc(0)]) {
      for (const read of [() => describeImage({ name: 'a.png', bytes }), () => decode(bytes, 1)]) {
        await expect(read()).rejects.toMatchObject({
          code: 'BAD_FILE',
          message: expect.stringContaining('whatever its name, it is not PNG, JPEG, WebP, GIF or TIFF'),
        })
      }
    }
    const image = ramp(4, 4)
    const expected = await decode(await image.clone().png().toBuffer(), 1)
    for (const format of ['png', 'gif', 'tiff'] as const) {
      expect(await decode(await image.clone().toFormat(format, { compression: 'lzw' }).toBuffer(), 1), format).toEqual(
        expected,
      )
    }
    expect(await decode(await image.clone().webp({ lossless: true }).toBuffer(), 1)).toEqual(expected)
    expect(await decode(await image.clone().jpeg().toBuffer(), 1)).toHaveLength(16)
  })

  it('turns an image as its EXIF orientation says', async () => {
    const bytes = await imageOf(3, 2, (x) => 50 * x)
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer()
    expect(await describeImage({ name: '', bytes })).toMatchObject({ width: 2, height: 3 })
    expect(await decode(bytes, 1)).toEqual([0, 0, 50, 50, 100, 100])
  })

  it('refuses an image cut off anywhere, and answers any change with a DataError or pixels', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const bytes = await ramp(16, 16).toFormat(format).toBuffer()
      const decoded = async (changed: Uint8Array) => {
        try {
          return (await decodeImage({ name: 'broken', bytes: changed }, 1)).data.length
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

describe('scaledSquare', () => {
  const scaled = (rows: readonly (readonly number[])[], options: SquareOptions) => {
    const [height, width] = [rows.length, rows[0]!.length]
    return [...scaledSquare({ width, height, channels: 1, data: Uint8Array.from(rows.flat()) }, options)]
  }

  it('weights pixels by a triangle', () => {
    // Four to two: the weights of the first are 3/7, 3/7, 1/7 and 0.
    const row = [0, 70, 140, 210]
    const expected = [Math.round((3 * 70 + 140) / 7), Math.round((70 + 3 * 140 + 3 * 210) / 7)]
    expect(scaled([row, row, row, row], { size: 2 })).toEqual([...expected, ...expected])
    const columns = row.map((value) => [value, value, value, value])
    expect(scaled(columns, { size: 2 })).toEqual([expected[0], expected[0], expected[1], expected[1]])
    // Two to four: a quarter of the way between the two.
    expect(
      scaled(
        [
          [0, 100],
          [0, 100],
        ],
        { size: 4 },
      ).slice(0, 4),
    ).toEqual([0, 25, 75, 100])
  })

  it('keeps an image that has the size already, and one that is all of a colour', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (data, size) => {
        const image = { width: 2, height: 2, channels: 3, data } as const
        expect(scaledSquare(image, { size: 2 })).toEqual(data)
        const colour = data.subarray(0, 3)
        const plain = Uint8Array.from({ length: 7 * 5 * 3 }, (_, k) => colour[k % 3]!)
        expect(scaledSquare({ width: 7, height: 5, channels: 3, data: plain }, { size })).toEqual(
          Uint8Array.from({ length: size * size * 3 }, (_, k) => colour[k % 3]!),
        )
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('cuts the square out of the middle', () => {
    const rows = [0, 10, 20].map((tens) => Array.from({ length: 6 }, (_, x) => tens + x))
    expect(scaled(rows, { size: 3 })).toEqual([1, 2, 3, 11, 12, 13, 21, 22, 23])
    expect(scaled(rows, { size: 1, crop: 1 })).toEqual([12])
  })
})

describe('listImages', () => {
  const listed = async () => {
    const { remarks: _, ...splits } = await listImages(folder)
    const names = (files: Awaited<ReturnType<typeof listImages>>['train'] | undefined) =>
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

  it('takes val for testing where there is no test, and looks into a folder within a folder', async () => {
    for (const name of ['zoo/Train/cats/1.png', 'zoo/val/cats/2.png', 'zoo/extra/3.png']) put(name)
    put('licence.txt')
    expect(await listed()).toEqual({ train: ['zoo/Train/cats/1.png cats'], test: ['zoo/val/cats/2.png cats'] })
    expect((await listImages(folder)).remarks).toEqual([
      'skipped, not being images that are read: licence.txt, zoo/extra (a folder of images beside those of the splits)',
    ])
  })

  it('refuses a folder that it cannot make sense of', async () => {
    await expect(listed()).rejects.toThrow('has no images: expected files of PNG, JPEG')
    mkdirSync(join(folder, 'empty'))
    symlinkSync(folder, join(folder, 'round'), 'junction')
    put('photo.heic')
    await expect(listed()).rejects.toThrow(/has no images.*; it has photo\.heic, round.*convert them/)
    put('a.png')
    expect((await listImages(folder)).remarks).toContain('empty sub-folders: empty')
    put('empty/b.png')
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
      ...{ height: 2, width: 4, channels: 1, remarks: [] },
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
    expect((await read({ size: [2, 5] })).shape).toEqual([2, 5, 3])
    expect((await read({ size: 3 })).remarks).toEqual([
      '2 images stored grey among colours: read as colours (data.channels=1 for grey)',
    ])
  })

  it('says what was in the files and is not in the pixels', async () => {
    put(
      'a.png',
      await imageOf(4, 2, () => [1, 2, 3, 0])
        .png()
        .toBuffer(),
    )
    put('b.png', await ramp(4, 2).toColourspace('grey16').png().toBuffer())
    const frames = sharp(Buffer.concat([Buffer.alloc(24, 10), Buffer.alloc(24, 90)]), {
      raw: { width: 4, height: 4, channels: 3, pageHeight: 2 },
    })
    put('c.gif', await frames.gif().toBuffer())
    const { remarks } = await read({ channels: 3 })
    expect(remarks).toEqual(
      expect.arrayContaining([
        '1 image with transparent pixels: shown on white (data.background=black for black)',
        '1 image of several frames or pages: the first is read',
        '1 image of 16 bits a channel: read with 8',
      ]),
    )
  })

  it('names the file that differs or is damaged', async () => {
    put('a.png', await ramp(4, 2).png().toBuffer())
    put('b.jpg', (await ramp(64, 64).jpeg().toBuffer()).subarray(0, 400))
    await expect(read()).rejects.toThrow(/b\.jpg is 64 x 64 pixels, but .*a\.png is 4 x 2: give `size`/)
    // libvips says why, but not always where several images are read at a time
    const damaged = /b\.jpg cannot be read as an image: (VipsJpeg: premature end|it is damaged)/
    await expect(read({ size: 2 })).rejects.toThrow(damaged)
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
