import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { readIdx } from './idx.js'
import { labelledImages } from './labelled-images.js'

/** An idx file; `sizes` need not be those of the data. */
function idx(sizes: readonly number[], data: Uint8Array, { type = 0x08 } = {}): Uint8Array {
  const file = Buffer.alloc(4 + 4 * sizes.length + data.length)
  file.set([0, 0, type, sizes.length])
  for (const [d, size] of sizes.entries()) file.writeUInt32BE(size, 4 + 4 * d)
  file.set(data, 4 + 4 * sizes.length)
  return file
}

const bytes = (count: number) => new Uint8Array(count).map((_, k) => k % 10)
const images = { shape: [3, 28, 28], data: bytes(3 * 784) }
const labels = { shape: [3], data: bytes(3) }

describe('an idx file', () => {
  it('is read, packed or not', async () => {
    const file = idx(images.shape, images.data)
    expect(await readIdx(file, 'a')).toEqual(images)
    expect(await readIdx(gzipSync(file), 'a')).toEqual(images)
  })

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'it does not begin with two zeros'],
    ['a page', Buffer.from('<html>'), 'it does not begin with two zeros'],
    ['floats', idx([3], bytes(12), { type: 0x0d }), 'its numbers are of type 0xd, expected 0x8'],
    ['no sizes', idx([], bytes(3)), 'it ends within its header'],
    ['a header cut off', idx([3, 28, 28], bytes(0)).subarray(0, 10), 'it ends within its header, which has 3 sizes'],
    ['data cut off', idx([3, 28, 28], bytes(2351)), 'it has 2351 bytes after its header, expected 3 x 28 x 28'],
    ['data too long', idx([3], bytes(4)), 'it has 4 bytes after its header, expected 3'],
    [
      '2^31 images',
      idx([2 ** 31, 28, 28], bytes(784)),
      'it has 784 bytes after its header, expected 2147483648 x 28 x 28',
    ],
    ['256 sizes of 2^32', idx(new Array(255).fill(2 ** 32 - 1), bytes(1)), 'it has 1 bytes'],
  ])('is refused with %s', async (_, file, message) => {
    await expect(readIdx(file, 'the file')).rejects.toMatchObject({
      code: 'BAD_FILE',
      message: expect.stringMatching(/^the file is no idx file of bytes: /),
    })
    await expect(readIdx(file, 'the file')).rejects.toThrow(message)
  })

  it('is never unpacked beyond the largest published file', async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 27))
    const before = process.memoryUsage().arrayBuffers
    await expect(readIdx(bomb, 'bomb')).rejects.toThrow('bomb cannot be unpacked: holds more than 47,040,016 bytes')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27)
  })

  it('gives an error of this package or what its header says, whatever is damaged', async () => {
    const file = idx([2, 3, 4], bytes(24))
    const packed = gzipSync(file)
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), fc.integer({ min: 0, max: 255 }), async (gzip, place, flip) => {
        const whole = gzip ? packed : file
        const at = place % whole.length
        const damaged = flip === 0 ? whole.subarray(0, at) : whole.map((byte, k) => (k === at ? byte ^ flip : byte))
        try {
          const { shape, data } = await readIdx(damaged, 'a')
          expect(shape.reduce((product, size) => product * size, 1)).toBe(data.length)
          if (gzip) expect(Array.from(data)).toEqual(Array.from(bytes(24))) // its checksum tells
        } catch (error) {
          expect(error).toBeInstanceOf(DataError)
        }
      }),
      { seed: 1, numRuns: 1000 },
    )
  })
})

describe('images and labels', () => {
  const classes = ['0', '1', '2']
  const options = { name: 'digits', split: 'train', classes, images, labels } as const

  it('go together', () => {
    const dataSet = labelledImages(options)
    expect(dataSet).toMatchObject({ name: 'digits', count: 3, dim: 784, provenance: { split: 'train' } })
    expect(Array.from(dataSet.read([2]))).toEqual(Array.from(images.data.subarray(2 * 784)))
  })

  it.each([
    ["the images' file has shape [3], expected [N, 28, 28]", { images: labels }],
    [
      "the images' file has shape [1, 32, 32], expected [N, 28, 28]",
      { images: { shape: [1, 32, 32], data: bytes(1024) } },
    ],
    ["the images' file has shape [0, 28, 28]", { images: { shape: [0, 28, 28], data: bytes(0) } }],
    ["the labels' file has shape [3, 28, 28], expected [3]", { labels: images }],
    ["the labels' file has shape [2], expected [3], one for each image", { labels: { shape: [2], data: bytes(2) } }],
    ['label 1 is 7, expected 0 to 2', { labels: { shape: [3], data: Uint8Array.of(0, 7, 1) } }],
  ])('are refused: %s', (message, wrong) => {
    expect(() => labelledImages({ ...options, ...wrong })).toThrow(`the train split of digits: ${message}`)
  })
})
