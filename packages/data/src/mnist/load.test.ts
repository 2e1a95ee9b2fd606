import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { dataSets, loadFashionMnist, loadMnist } from '@vsc/data/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const real = process.env.VSC_DATA_DIR

function mean(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum += byte
  return sum / bytes.length
}

function countsOf(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0)
  for (const label of labels) counts[label]!++
  return counts
}

describe.skipIf(real === undefined)('the published files (skipped unless VSC_DATA_DIR is set)', () => {
  it('are Fashion-MNIST, with the mean pixel and the class counts that its authors and its users report', async () => {
    const train = await loadFashionMnist({ split: 'train', download: false })
    expect(train).toMatchObject({ name: 'fashion-mnist', count: 60_000, dim: 784, shape: [28, 28], range: [0, 255] })
    expect(train.provenance).toEqual({ split: 'train' })
    expect(mean(train.images)).toBeCloseTo(72.94, 2)
    expect(countsOf(train.labels)).toEqual(new Array(10).fill(6000))
    expect(train.classes[train.labels[0]!]).toBe('Ankle boot')

    const test = await loadFashionMnist({ split: 'test', download: false })
    expect([test.count, countsOf(test.labels)]).toEqual([10_000, new Array(10).fill(1000)])
    expect(Array.from(test.read([9_999]))).toEqual(Array.from(test.images.subarray(9_999 * 784)))
  })

  it('are MNIST', async () => {
    const train = await loadMnist({ split: 'train', download: false })
    expect(mean(train.images) / 255).toBeCloseTo(0.1307, 4)
    expect(countsOf(train.labels)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    expect(Array.from(train.labels.subarray(0, 5))).toEqual([5, 0, 4, 1, 9])
    expect((await loadMnist({ split: 'test', download: false })).count).toBe(10_000)
  })

  describe('kept otherwise than they are published', () => {
    let directory: string
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'vsc-mnist-'))
    })
    afterEach(() => {
      rmSync(directory, { recursive: true, force: true })
    })
    const published = (name: string) => readFileSync(join(real ?? '', 'mnist', name))

    it('are known by what they hold: unpacked, dotted, packed again, under any name, beside others', async () => {
      const [images, labels] = ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'].map(published)
      mkdirSync(join(directory, 'raw'))
      writeFileSync(join(directory, 'a.txt'), 'notes')
      writeFileSync(join(directory, 'raw/t10k-images.idx3-ubyte'), gunzipSync(images!))
      writeFileSync(join(directory, 't10k-labels-idx1-ubyte.gz'), gzipSync(gunzipSync(labels!), { level: 1 }))
      writeFileSync(
        join(directory, 'other-labels-idx1-ubyte'),
        gunzipSync(published('t10k-labels-idx1-ubyte.gz')).fill(0, 8),
      )
      const test = await loadMnist({ split: 'test', directory, download: false })
      expect(countsOf(test.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
      const statuses = await dataSets.find(({ name }) => name === 'mnist')!.verify!({ directory })
      expect(statuses.map(({ state }) => state)).toEqual(['missing', 'missing', 'right', 'right'])
      expect(statuses[2]!.path).toBe(join(directory, 'raw/t10k-images.idx3-ubyte'))
      await expect(loadMnist({ split: 'train', directory, download: false })).rejects.toMatchObject({
        code: 'FILE_NOT_FOUND',
      })
    })
  })

  describe('under a name that is not theirs', () => {
    let directory: string
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'vsc-mnist-'))
    })
    afterEach(() => {
      rmSync(directory, { recursive: true, force: true })
    })

    it.each([
      ['mnist/train-labels-idx1-ubyte.gz', 'the training labels of MNIST'],
      ['fashion-mnist/t10k-labels-idx1-ubyte.gz', 'the test labels of Fashion-MNIST'],
    ])('are refused by name: %s', async (file, title) => {
      cpSync(join(real ?? '', file), join(directory, 'train-labels-idx1-ubyte.gz'))
      const loading = loadFashionMnist({ split: 'train', directory, download: false })
      await expect(loading).rejects.toMatchObject({ code: 'WRONG_FILE', message: expect.stringContaining(title) })
    })
  })
})
