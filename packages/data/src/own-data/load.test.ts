import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeNpy, encodeNpz, type LabelledDataSet } from '@vsc/data'
import { loadOwnData, type OwnDataOptions } from '@vsc/data/node'
import { zipSync } from 'fflate'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-own-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const put = (name: string, contents: Uint8Array | string) => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, contents)
  return path
}

const load = async (path: string, options?: OwnDataOptions) => (await loadOwnData(path, options)) as LabelledDataSet
const numbersOf = ({ read, count }: LabelledDataSet) => [...read(Array.from({ length: count }, (_, k) => k))]

describe('a .npy file', () => {
  it('is an array of examples', async () => {
    const data = Uint8Array.from({ length: 12 }, (_, k) => 20 * k)
    const path = put('mine.npy', encodeNpy({ shape: [3, 2, 2], data }))
    const set = await load(path)
    expect(set).toMatchObject({ name: path, count: 3, dim: 4, shape: [2, 2], range: [0, 255] })
    expect(set.labels).toBeUndefined()
    expect([...set.read([2, 0])]).toEqual([160, 180, 200, 220, 0, 20, 40, 60])
    expect((await load(join(folder, 'mine.npy'), { shape: [4, 1] })).shape).toEqual([4, 1])
    await expect(load(join(folder, 'mine.npy'), { shape: [5] })).rejects.toThrow(
      'mine.npy, whose examples have 4 numbers',
    )
  })

  it('has the range of its numbers, of its dtype where that is bytes, or the one given', async () => {
    const rangeOf = async (data: Uint8Array | Float64Array, range?: readonly [number, number]) =>
      (await load(put('a.npy', encodeNpy({ shape: [2, 1], data })), range && { range })).range
    expect(await rangeOf(Float64Array.of(-0.5, 3))).toEqual([-0.5, 3])
    expect(await rangeOf(Float64Array.of(-0.5, 3), [-1, 4])).toEqual([-1, 4])
    expect(await rangeOf(Uint8Array.of(7, 2))).toEqual([0, 255])
    expect(await rangeOf(Uint8Array.of(0, 1))).toEqual([0, 1])
    expect(await rangeOf(Uint8Array.of(0, 1), [0, 255])).toEqual([0, 255])
    await expect(rangeOf(Float64Array.of(0, 3), [0, 2])).rejects.toThrow(
      'a.npy: number 0 of example 1 is 3, expected a number from 0 to 2',
    )
    await expect(rangeOf(Float64Array.of(0, 3), [2, 0])).rejects.toThrow('expected the lower number first')
    await expect(rangeOf(Float64Array.of(3, 3))).rejects.toThrow('every number is 3')
    await expect(rangeOf(Float64Array.of(3, 1e300))).rejects.toThrow(
      'number 0 of example 1 is 1e+300, beyond the ±3.4e38 that float32 holds',
    )
    await expect(rangeOf(Float64Array.of(1600000000, 1600000063))).rejects.toThrow(
      'its numbers, 1600000000 to 1600000063, differ by less than float32 can tell apart',
    )
    for (const number of [Number.NaN, Infinity, -Infinity]) {
      await expect(rangeOf(Float64Array.of(3, number))).rejects.toThrow(/example 1 is .*, expected a finite number/)
    }
  })

  it('must hold several examples', async () => {
    await expect(load(put('a.npy', encodeNpy({ shape: [3], data: new Uint8Array(3) })))).rejects.toThrow(
      'a.npy has shape [3], expected [N, ...]',
    )
    await expect(load(put('a.npy', encodeNpy({ shape: [0, 3], data: new Uint8Array(0) })))).rejects.toThrow(
      'a.npy has shape [0, 3], expected [N, ...]',
    )
  })

  it('is divided by a seed where that is asked for', async () => {
    const path = put('a.npy', encodeNpy({ shape: [10, 1], data: Float32Array.from({ length: 10 }, (_, k) => k) }))
    const [train, test] = [
      await load(path, { testFraction: 0.3 }),
      await load(path, { testFraction: 0.3, split: 'test' }),
    ]
    expect([train.count, test.count]).toEqual([7, 3])
    expect([...numbersOf(train), ...numbersOf(test)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(test.range).toEqual([0, 9])
    await expect(load(path, { split: 'test' })).rejects.toThrow('a.npy: these data have no test split of their own')
  })

  it('can be loaded again by its provenance, and is refused where it is no longer the same', async () => {
    const path = put('a.npy', encodeNpy({ shape: [2, 1], data: Uint8Array.of(7, 2) }))
    const { name, provenance } = await load(path, { range: [0, 10] })
    expect(provenance).toEqual({
      split: 'train',
      range: [0, 10],
      sha256: '70e34c863b2cd26829ca7eaf29fb73f172bbab8a8d8871f91f1345c523539c37', // of the bytes 7 and 2
    })
    expect((await load(name, provenance)).provenance).toEqual(provenance)
    put('a.npy', encodeNpy({ shape: [2, 1], data: Uint8Array.of(7, 3) }))
    await expect(load(name, provenance)).rejects.toMatchObject({ code: 'WRONG_FILE' })
  })
})

describe('a .npz file', () => {
  const x = { shape: [3, 2], data: Float32Array.of(0, 1, 2, 3, 4, 5) }
  const y = { shape: [3], data: Int32Array.of(7, -1, 7) }

  it('has its examples in x, images, data or the only array, its classes in y or labels', async () => {
    for (const name of ['x', 'X', 'images', 'data', 'codes']) {
      const set = await load(put('a.npz', encodeNpz({ y, [name]: x })))
      expect(numbersOf(set)).toEqual([0, 1, 2, 3, 4, 5])
      expect([set.classes, [...set.labels]]).toEqual([
        ['-1', '7'],
        [1, 0, 1],
      ])
    }
    expect((await load(put('a.npz', encodeNpz({ x, labels: { ...y, shape: [3, 1] } })))).classes).toEqual(['-1', '7'])
    expect(await load(join(folder, 'a.npz'), { labels: false })).not.toHaveProperty('labels')
    expect(await load(put('a.npz', encodeNpz({ x })))).not.toHaveProperty('labels')
  })

  it('may name them otherwise', async () => {
    const path = put('a.npz', encodeNpz({ a: x, b: { shape: [3, 1], data: new Uint8Array(3) }, kind: y }))
    await expect(load(path)).rejects.toThrow("a.npz has several arrays; name one with `array`: it has 'a', 'b', 'kind'")
    const set = await load(path, { array: 'a', labels: 'kind' })
    expect([set.dim, set.classes]).toEqual([2, ['-1', '7']])
    await expect(load(path, { array: 'c' })).rejects.toThrow("a.npz has no array 'c': it has 'a', 'b', 'kind'")
    await expect(load(path, { array: 'a', labels: 'c' })).rejects.toThrow("a.npz has no array 'c'")
  })

  it('may have splits, which share range and classes', async () => {
    const arrays = {
      x_train: x,
      y_train: y,
      x_test: { shape: [1, 2], data: Float32Array.of(-9, 9) },
      y_test: { shape: [1], data: Uint8Array.of(3) },
    }
    const path = put('a.npz', encodeNpz(arrays))
    const [train, test] = [await load(path), await load(path, { split: 'test' })]
    expect([train.count, test.count, ...train.labels, ...test.labels]).toEqual([3, 1, 2, 0, 2, 1])
    for (const set of [train, test]) {
      expect(set).toMatchObject({ range: [-9, 9], classes: ['-1', '3', '7'] })
    }
    expect((await load(path, { ...train.provenance, split: 'test' })).provenance).toEqual(test.provenance)
    await expect(load(path, { testFraction: 0.5 })).rejects.toThrow('a.npz has a test split of its own')
    put('a.npz', encodeNpz({ ...arrays, x_test: { shape: [2, 1], data: new Float32Array(2) } }))
    await expect(load(path, { labels: false })).rejects.toThrow('for testing have shape [1], those for training [2]')
  })

  it('is not read further than it must be', async () => {
    const pickled = Buffer.from(encodeNpy(x))
    pickled.write("'|O '", pickled.indexOf("'<f4'"))
    const path = put('a.npz', zipSync({ 'metadata.npy': pickled, 'x.npy': encodeNpy(x) }))
    expect((await load(path)).count).toBe(3)
  })

  it('must have a class for each example', async () => {
    const refusal = async (labels: { shape: number[]; data: Float32Array | Uint16Array }) =>
      expect(load(put('a.npz', encodeNpz({ x, y: labels })))).rejects
    await (await refusal({ shape: [2], data: Float32Array.of(1, 2) })).toThrow(
      /^y\.npy in .*a\.npz has shape \[2\], expected \[3\]: a class for each example/,
    )
    await (await refusal({ shape: [3, 2], data: new Float32Array(6) })).toThrow('has shape [3, 2], expected [3]')
    await (await refusal({ shape: [3], data: Float32Array.of(1, 2, 0.5) })).toThrow('label 0.5 is no class')
    const many = { shape: [300, 1], data: Uint16Array.from({ length: 300 }, (_, k) => k) }
    await expect(load(put('a.npz', encodeNpz({ x: many, y: many })))).rejects.toThrow(
      'a.npz: there are more than 256 different labels. Name other labels with `labels`, or none with `labels: false`',
    )
  })
})

describe('an array of images', () => {
  const read = (shape: number[], data: Uint8Array | Float32Array, options?: OwnDataOptions) =>
    load(put('images.npy', encodeNpy({ shape, data })), options)

  it('may have its channels first', async () => {
    const data = Uint8Array.from({ length: 2 * 3 * 5 * 6 }, (_, k) => k)
    const set = await read([2, 3, 5, 6], data)
    expect([set.shape, set.remarks]).toEqual([[5, 6, 3], ['[3, 5, 6] is read as images with their channels first']])
    expect([...set.read([1]).subarray(0, 6)]).toEqual([90, 120, 150, 91, 121, 151])
    expect((await read([2, 3, 5, 6], data, { shape: [3, 5, 6] })).shape).toEqual([3, 5, 6])
    expect((await read([6, 1, 5, 6], data)).shape).toEqual([5, 6])
    expect((await read([2, 5, 6, 3], data)).shape).toEqual([5, 6, 3])
  })

  it('has its alpha mixed with a background and not dropped', async () => {
    const pixel = [100, 200, 0, 255, 100, 200, 0, 51]
    const white = await read([1, 1, 2, 4], Uint8Array.from(pixel))
    expect([white.shape, ...white.read([0])]).toEqual([[1, 2, 3], 100, 200, 0, 224, 244, 204])
    expect(white.remarks).toEqual([expect.stringContaining('its fourth channel is taken for alpha')])
    const black = await read(
      [1, 1, 2, 4],
      Float32Array.from(pixel, (value) => value / 255),
      { background: 'black' },
    )
    expect([...black.read([0])].map((value) => Math.round(255 * value))).toEqual([100, 200, 0, 20, 40, 0])
    const first = Uint8Array.from({ length: 4 * 5 * 5 }, (_, k) => (k < 75 ? 10 : 255))
    expect((await read([1, 4, 5, 5], first)).shape).toEqual([5, 5, 3])
    const bands = await read(
      [1, 1, 2, 4],
      Float32Array.from(pixel, (value) => -value),
    )
    expect(bands.shape).toEqual([1, 2, 4])
    expect((await read([1, 1, 2, 4], Uint8Array.from(pixel), { shape: [8] })).dim).toBe(8)
  })
})

describe('labels of a .npz file', () => {
  it('may be text, as NumPy keeps it', async () => {
    // np.array(['cat', 'dög', 'cat']) and np.array([b'b', b'a', b'b'])
    const npy = (descr: string, data: Buffer) => {
      const header = Buffer.from(
        `\u0093NUMPY\u0001\u0000v\u0000${`{'descr': '${descr}', 'fortran_order': False, 'shape': (3,), }`.padEnd(117)}\n`,
        'latin1',
      )
      return Buffer.concat([header, data])
    }
    const unicode = Buffer.concat(
      ['cat', 'dög', 'cat'].map((text) => Buffer.from([...text].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]))),
    )
    const x = encodeNpy({ shape: [3, 1], data: Uint8Array.of(1, 2, 3) })
    const set = await load(put('a.npz', zipSync({ 'x.npy': x, 'y.npy': npy('<U3', unicode) })))
    expect([set.classes, [...set.labels], set.layout?.labels]).toEqual([['cat', 'dög'], [0, 1, 0], 'y'])
    const bytes = await load(put('a.npz', zipSync({ 'x.npy': x, 'y.npy': npy('|S1', Buffer.from('bab')) })))
    expect([bytes.classes, [...bytes.labels]]).toEqual([
      ['a', 'b'],
      [1, 0, 1],
    ])
    await expect(load(put('a.npz', zipSync({ 'x.npy': npy('<U3', unicode) })))).rejects.toThrow(
      'it holds text (<U3), expected numbers',
    )
  })
})

describe('idx files', () => {
  const idx = (type: number, sizes: readonly number[], data: Uint8Array) => {
    const head = Buffer.alloc(4 + 4 * sizes.length)
    head.set([0, 0, type, sizes.length])
    sizes.forEach((size, d) => {
      head.writeUInt32BE(size, 4 + 4 * d)
    })
    return Buffer.concat([head, data])
  }
  const images = (count: number) =>
    idx(
      8,
      [count, 2, 2],
      Uint8Array.from({ length: 4 * count }, (_, k) => k + 2),
    )

  it('are images and labels of a folder, by what is in them', async () => {
    put('own/train-images.idx3-ubyte', images(3))
    put('own/train-images-idx3-ubyte.gz', gzipSync(images(3)))
    put('own/train-labels.idx1-ubyte', idx(8, [3], Uint8Array.of(5, 7, 5)))
    put('own/t10k-images-idx3-ubyte.gz', gzipSync(images(2)))
    put('own/t10k-labels-idx1-ubyte', idx(8, [2], Uint8Array.of(7, 6)))
    put('own/readme.txt', 'hello')
    const [train, test] = [await load(join(folder, 'own')), await load(join(folder, 'own'), { split: 'test' })]
    expect(train).toMatchObject({ count: 3, shape: [2, 2], range: [0, 255], classes: ['5', '6', '7'] })
    expect([...train.labels, ...test.labels]).toEqual([0, 2, 0, 2, 1])
    put('own/emnist-train-images-idx3-ubyte', images(4))
    await expect(load(join(folder, 'own'))).rejects.toThrow('own has more than one data set')
  })

  it('are read one by one, of any numbers', async () => {
    expect(numbersOf(await load(put('some.bin', images(1))))).toEqual([2, 3, 4, 5])
    expect(numbersOf(await load(put('floats', idx(13, [2, 1], Buffer.from('3f80000040000000', 'hex')))))).toEqual([
      1, 2,
    ])
    await expect(load(put('cut', images(3).subarray(0, 20)))).rejects.toThrow(
      'it has 4 bytes after its header, expected 3 x 2 x 2',
    )
  })
})

describe('a CSV file', () => {
  it('is a line of numbers for each example, with classes by name', async () => {
    const path = put('a.csv', 'kind,x,y\nrose,1,2\ntulip,3,4\nrose,5,6\n')
    const set = await load(path, { labels: 'kind' })
    expect(set).toMatchObject({ name: path, count: 3, shape: [2], range: [1, 6], classes: ['rose', 'tulip'] })
    expect([...set.labels]).toEqual([0, 1, 0])
    const test = await load(path, { labels: 'kind', split: 'test', testFraction: 0.34 })
    expect([test.count, test.classes]).toEqual([1, ['rose', 'tulip']])
    expect(test.labels[0]).toBe(test.read([0])[0] === 3 ? 1 : 0)
    expect((await load(put('b.tsv', '10\t1\n9\t2\n'))).dim).toBe(2)
  })

  it('sorts classes that are numbers as numbers', async () => {
    const { classes } = await load(put('a.csv', 'x,k\n1,10\n2,9\n3,-1\n'), { labels: 'k' })
    expect(classes).toEqual(['-1', '9', '10'])
  })
})

describe('a folder of images', () => {
  const png = (grey: number, size = 4) =>
    sharp({ create: { width: size, height: size, channels: 3, background: { r: grey, g: grey, b: grey } } })
      .toColourspace('b-w')
      .png()
      .toBuffer()

  it('has a class in each sub-folder', async () => {
    put('zoo/cats/1.png', await png(10))
    put('zoo/dogs/1.png', await png(20))
    put('zoo/dogs/2.png', await png(30, 8))
    await expect(load(join(folder, 'zoo'))).rejects.toThrow('give `size` to scale all images to one size')
    const set = await load(join(folder, 'zoo'), { size: 2 })
    expect(set).toMatchObject({ count: 3, shape: [2, 2], range: [0, 255], classes: ['cats', 'dogs'] })
    expect([...set.labels]).toEqual([0, 1, 1])
    expect(numbersOf(set)).toEqual([10, 10, 10, 10, 20, 20, 20, 20, 30, 30, 30, 30])
    expect((await load(join(folder, 'zoo'), { size: 2, channels: 3 })).shape).toEqual([2, 2, 3])
    expect(await load(join(folder, 'zoo'), { size: 2, labels: false })).not.toHaveProperty('labels')
  })

  it('names what is left out, and reads one image as well', async () => {
    put('zoo/cats/1.png', await png(10))
    put('zoo/cats/deep/2.png', await png(20))
    put('zoo/cats/notes.txt', '')
    put('zoo/dogs/1.bmp', 'BM')
    put('zoo/dogs/1.png', await png(30))
    symlinkSync(join(folder, 'gone.png'), join(folder, 'zoo/dogs/gone.png'))
    const set = await load(join(folder, 'zoo'))
    expect([set.count, ...set.labels]).toEqual([3, 0, 0, 1])
    expect(set.layout).toEqual({ range: [0, 255], image: { height: 4, width: 4, channels: 1 } })
    expect(set.remarks).toEqual([
      'skipped, not being images that are read: cats/notes.txt, dogs/1.bmp, dogs/gone.png. Images of other formats are not read: convert them, such as to PNG',
    ])
    const one = await load(join(folder, 'zoo/cats/1.png'), { size: [2, 3], channels: 3 })
    expect([one.count, one.shape, one.read([0])[0]]).toEqual([1, [2, 3, 3], 10])
  })

  it('knows moments of the training examples, whichever split is asked for', async () => {
    const path = put('a.csv', Array.from({ length: 20 }, (_, k) => `${k},${k * k}\n`).join(''))
    const [train, test] = await Promise.all(
      (['train', 'test'] as const).map((split) => load(path, { testFraction: 0.25, split })),
    )
    const rows = train!.read(Array.from({ length: 15 }, (_, k) => k))
    const mean = rows.filter((_, k) => k % 2 === 0).reduce((sum, value) => sum + value, 0) / 15
    expect(train!.moments!().means[0]).toBeCloseTo(mean, 5)
    expect(test!.moments!()).toEqual(train!.moments!())
  })

  it('may have splits, which share classes and shape', async () => {
    put('zoo/train/cats/1.png', await png(10))
    put(
      'zoo/test/dogs/1.png',
      await sharp(await png(20))
        .toColourspace('srgb')
        .png()
        .toBuffer(),
    )
    const [train, test] = [await load(join(folder, 'zoo')), await load(join(folder, 'zoo'), { split: 'test' })]
    for (const set of [train, test])
      expect(set).toMatchObject({ count: 1, shape: [4, 4, 3], classes: ['cats', 'dogs'] })
    expect([train.labels[0], test.labels[0], train.read([0])[0], test.read([0])[0]]).toEqual([0, 1, 10, 20])
  })
})

describe('anything else', () => {
  it('is refused, with what would do', async () => {
    await expect(load(join(folder, 'none.npy'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    symlinkSync(join(folder, 'gone.npy'), join(folder, 'link.npy'))
    await expect(load(join(folder, 'link.npy'))).rejects.toThrow(
      'link.npy: it is a link to something that is not there',
    )
    await expect(load(put('a.txt', ''))).rejects.toThrow('a.txt is empty')
    const others = { 'a.parquet': 'PAR1\0', 'a.h5': '\u0089HDF\r\n', 'a.pkl': '\u0080\u0004\u0095', 'a.bmp': 'BM\0' }
    for (const [name, text] of Object.entries(others)) {
      await expect(load(put(name, Buffer.from(`${text}\0\0`, 'latin1')))).rejects.toThrow(
        /is a.* (Parquet|HDF5|pickle|BMP).*: expected \.npy, \.npz, a table/,
      )
    }
    await expect(load(put('a.npy', '1,2\n'))).rejects.toThrow('a.npy cannot be read as .npy: it starts with 312c320a')
    await expect(load(put('a.npz', encodeNpz({})))).rejects.toThrow('a.npz is empty: it holds no array')
    const book = zipSync({ 'xl/workbook.xml': new Uint8Array(1) })
    await expect(load(put('a.xlsx', book))).rejects.toThrow(
      "an archive without arrays (.npy files), but of 'xl/workbook.xml'",
    )
  })

  it('is read by what it is, not by its name, and unpacked', async () => {
    const npy = encodeNpy({ shape: [2, 1], data: Uint8Array.of(7, 2) })
    for (const path of [put('a.csv', npy), put('a', gzipSync(npy)), put('a.npy.gz', gzipSync(npy))]) {
      expect(numbersOf(await load(path))).toEqual([7, 2])
    }
    expect(numbersOf(await load(put('b.txt', '1 2\n3 4\n')))).toEqual([1, 2, 3, 4])
    expect(numbersOf(await load(put('b.csv.gz', gzipSync('x,y\n1,2\n3,4\n'))))).toEqual([1, 2, 3, 4])
    expect(
      numbersOf(await load(put('c.gz', gzipSync(encodeNpz({ x: { shape: [2, 1], data: Uint8Array.of(7, 2) } }))))),
    ).toEqual([7, 2])
  })

  it('and so are splits that nobody has', async () => {
    await expect(load(folder, { split: 'valid' as 'test' })).rejects.toThrow(
      "there is no split 'valid': use 'train' or",
    )
  })

  it('and so are options that mean nothing for the file', async () => {
    const path = put('a.npy', '')
    await expect(load(path, { size: 32 })).rejects.toThrow('a.npy is a .npy file, for which there is no option `size`')
    await expect(load(path, { labels: 'y' })).rejects.toThrow('no option `labels`')
    await expect(load(folder, { labels: 'y' })).rejects.toThrow('are its sub-folders; `labels` can only be false')
    await expect(load(folder, { size: 0 })).rejects.toThrow('size is 0, expected a whole number of pixels')
  })
})

const real = process.env.VSC_DATA_DIR
describe.skipIf(real === undefined)("the authors' smileys (skipped unless VSC_DATA_DIR is set)", () => {
  it('are examples among other arrays', async () => {
    const set = await load(join(real ?? '', 'smiley-authors-sample.npz'))
    expect(set).toMatchObject({ count: 4000, shape: [32, 32], range: [0, 1] })
    expect(set).not.toHaveProperty('labels')
  })
})
