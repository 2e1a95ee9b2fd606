import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { loadUciHar } from '@vsc/data/node'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readUciHar } from './data-set.js'
import { archiveSource, cutSource, folderSource, type Source } from './source.js'

const activities = ['WALKING', 'WALKING_UPSTAIRS', 'WALKING_DOWNSTAIRS', 'SITTING', 'STANDING', 'LAYING']
const lines = (texts: readonly string[], end = '\n') => texts.map((text) => text + end).join('')

/** Three examples in the published files; feature k of example i is (i + k) / 1000. */
function published({ features = 561, end = '\n' } = {}): Record<string, string> {
  const row = (i: number) =>
    Array.from({ length: features }, (_, k) => `  ${((i + k) / 1000).toExponential(7)}`).join('')
  return {
    'activity_labels.txt': lines(
      activities.map((name, k) => `${k + 1} ${name}`),
      end,
    ),
    'features.txt': lines(
      Array.from({ length: 561 }, (_, k) => `${k + 1} feature-${k + 1}`),
      end,
    ),
    'train/X_train.txt': lines([row(0), row(1), row(2)], end),
    'train/y_train.txt': lines(['5', '1', '6'], end),
    'train/subject_train.txt': lines(['1', '30', '2'], end),
  }
}

describe('UCI-HAR', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vsc-uci-har-'))
  })
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true })
  })

  function write(files: Record<string, string | Uint8Array>, folder = directory): string {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    return folder
  }
  const zipped = (files: Record<string, string>) =>
    zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`UCI HAR Dataset/${name}`, Buffer.from(text)])),
    )
  const read = async (source: Source, rows = 3) => {
    try {
      return await readUciHar(source, { split: 'train', rows })
    } finally {
      source.close()
    }
  }

  it.each(['\n', '\r\n'])(
    'is the same in a folder, an archive, and an archive of that; lines end in %j',
    async (end) => {
      const files = published({ end })
      const inner = zipped(files)
      const outer = zipSync({ '__MACOSX/._UCI HAR Dataset.zip': Buffer.from('x'), 'UCI HAR Dataset.zip': inner })
      write({ ...files, 'inner.zip': inner, 'outer.zip': outer })
      const sources = [
        folderSource(directory),
        await archiveSource(join(directory, 'inner.zip')),
        await archiveSource(join(directory, 'outer.zip')),
      ]
      for (const source of sources) {
        const dataSet = await read(source)
        expect(dataSet).toMatchObject({ name: 'uci-har', count: 3, dim: 561, classes: activities })
        expect(Array.from(dataSet.labels)).toEqual([4, 0, 5])
        expect(Array.from(dataSet.subjects)).toEqual([1, 30, 2])
        expect(dataSet.features[560]).toBe('feature-561')
        expect(dataSet.read([2])[560]).toBe(Math.fround(0.562))
      }
    },
  )

  it('may be cut to its first features', async () => {
    const { 'train/X_train.txt': table, ...small } = published({ features: 17 })
    write(small, join(directory, 'small-files'))
    const folder = write({ 'X_train.cols001-017.txt.gz': gzipSync(table!) }, join(directory, 'partial-17'))
    const dataSet = await read(cutSource(folder, 17))
    expect(dataSet).toMatchObject({ name: 'uci-har, features 1 to 17 of 561', dim: 17, count: 3 })
    expect(dataSet.features).toHaveLength(17)
  })

  it.each<[string, Record<string, string>, string]>([
    ['a row too few', { 'train/y_train.txt': '5\n1\n' }, 'train/y_train.txt has 2 rows, expected 3'],
    [
      'an eighth activity',
      { 'train/y_train.txt': '5\n1\n7\n' },
      "line 3: column 1 is '7', expected a number from 1 to 6",
    ],
    ['half a person', { 'train/subject_train.txt': '1\n2\n2.5\n' }, 'row 3 of train/subject_train.txt is 2.5'],
    ['features without numbers', { 'features.txt': 'a\nb\n' }, 'features.txt does not list names 1 to 561'],
    ['a table of 10 columns', { 'train/X_train.txt': published({ features: 10 })['train/X_train.txt']! }, '10 numbers'],
    ['a table cut off', { 'train/X_train.txt': '0.1 0.2' }, 'it has 2 numbers, expected 561'],
  ])('is refused with %s', async (_, wrong, message) => {
    write({ ...published(), ...wrong })
    await expect(read(folderSource(directory))).rejects.toMatchObject({
      code: 'BAD_FILE',
      message: expect.stringContaining(message),
    })
  })

  it('is refused where a file is missing, or the archive is another', async () => {
    const { 'train/y_train.txt': _, ...files } = published()
    write(files)
    await expect(read(folderSource(directory))).rejects.toThrow(/there is no .*y_train.txt/)
    write({ 'other.zip': zipSync({ 'a.txt': Buffer.from('x') }) })
    await expect(archiveSource(join(directory, 'other.zip'))).rejects.toThrow('is no archive of UCI-HAR')
  })

  it('is whole only with the published number of rows', async () => {
    write(published(), join(directory, 'UCI HAR Dataset'))
    const loading = loadUciHar({ split: 'train', directory, download: false })
    await expect(loading).rejects.toThrow('train/y_train.txt has 3 rows, expected 7352')
  })

  it('tells an archive by its bytes, and refuses others under a published name alone', async () => {
    write({ 'holiday.zip': zipped(published()) })
    const loading = loadUciHar({ split: 'train', directory, download: false })
    await expect(loading).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: /UCI HAR Dataset.zip is not there/ })
    write({ 'UCI HAR Dataset.zip': zipped(published()) })
    const again = loadUciHar({ split: 'train', directory, download: false })
    await expect(again).rejects.toMatchObject({ code: 'WRONG_FILE', message: /is not UCI-HAR's inner archive/ })
  })
})
