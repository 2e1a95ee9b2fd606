import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { dataSets, loadDataSet } from '@vsc/data/node'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const real = process.env.VSC_DATA_DIR
const named = (name: string) => dataSets.find((each) => each.name === name)!

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vsc-catalogue-'))
})
afterEach(() => {
  vi.unstubAllGlobals()
  rmSync(directory, { recursive: true, force: true })
})

describe('the catalogue', () => {
  it('has every name once', () => {
    const names = dataSets.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['smiley', 'fashion-mnist', 'mnist', 'uci-har']))
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(dataSets.filter(({ bytes = 0 }) => bytes > 0))(
    'says of $name what is missing, and how to place it',
    async (dataSet) => {
      const statuses = await dataSet.verify!({ directory })
      expect(statuses.length).toBeGreaterThan(0)
      for (const { path, state, problem } of statuses) {
        expect(state).toBe('missing')
        expect(path.startsWith(directory)).toBe(true)
        expect(problem).toContain('To place it by hand')
      }
    },
  )
})

describe('loadDataSet', () => {
  it('loads by name, again by what the data set says of itself, and the training split by default', async () => {
    const test = await loadDataSet('smiley', { split: 'test', count: 20, seed: 7 })
    const again = await loadDataSet(test.name, test.provenance)
    expect(again.provenance).toEqual({ split: 'test', count: 20, seed: 7 })
    expect(again.read([19])).toEqual(test.read([19]))
    expect((await loadDataSet('smiley', { count: 20 })).provenance).toMatchObject({ split: 'train', seed: 1 })
  })

  it('loads the data of a path', async () => {
    const path = join(directory, 'own.csv')
    writeFileSync(path, '1,2\n3,4\n')
    const own = await loadDataSet(path, { directory, download: false, range: [0, 4] })
    expect([own.name, own.count, own.range, own.provenance.directory]).toEqual([path, 2, [0, 4], undefined])
    await expect(loadDataSet(path, { count: 1 })).rejects.toThrow('there is no option `count`')
  })

  it('refuses an unknown name, and options that do not belong to it', async () => {
    await expect(loadDataSet('fashon-mnist')).rejects.toMatchObject({
      code: 'UNKNOWN_NAME',
      message: expect.stringMatching(/^'fashon-mnist' is neither a data set \(smiley, .*\) nor a file or folder$/),
    })
    const loading = loadDataSet('mnist', { testFraction: 0.1, download: false })
    await expect(loading).rejects.toThrow("for 'mnist' there is no option `testFraction`")
  })
})

describe.skipIf(real === undefined)('with the published files (skipped unless VSC_DATA_DIR is set)', () => {
  const publishedFile = (name: string) => join(real ?? '', 'mnist', name)

  it('fetches what is missing, from the published places', async () => {
    cpSync(publishedFile('t10k-images-idx3-ubyte.gz'), join(directory, 't10k-images-idx3-ubyte.gz'))
    const asked: string[] = []
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url)
      return new Response(readFileSync(publishedFile(basename(url))))
    })
    await named('mnist').fetch!({ directory })
    expect(asked).toEqual([
      'https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz',
      'https://ossci-datasets.s3.amazonaws.com/mnist/train-labels-idx1-ubyte.gz',
      'https://ossci-datasets.s3.amazonaws.com/mnist/t10k-labels-idx1-ubyte.gz',
    ])
    const statuses = await named('mnist').verify!({ directory })
    expect(statuses.map(({ state }) => state)).toEqual(['right', 'right', 'right', 'right'])
    expect((await loadDataSet('mnist', { split: 'test', directory, download: false })).count).toBe(10_000)

    truncateSync(join(directory, 'train-labels-idx1-ubyte.gz'), 1000)
    const [, labels] = await named('mnist').verify!({ directory })
    expect(labels).toMatchObject({ state: 'wrong', problem: /found 1,000 bytes, .*, expected 28,881 bytes/ })
  })

  it('gives a run its cut data again, and nothing else under that name', async () => {
    const cut = await loadDataSet('uci-har', { split: 'test', download: false })
    expect((await loadDataSet(cut.name, { split: 'test', download: false })).dim).toBe(cut.dim)
    const other = loadDataSet('mnist, features 1 to 265 of 561', { split: 'test', download: false })
    await expect(other).rejects.toMatchObject({
      code: 'WRONG_FILE',
      message: expect.stringContaining("there is 'mnist'"),
    })
  })
})
