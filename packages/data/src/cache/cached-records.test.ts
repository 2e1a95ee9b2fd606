import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readNpy } from '../numpy/npy.js'
import { type CachedRecordsOptions, cachedRecords } from './cached-records.js'
import { readerOfRecords } from './record-reader.js'

let folder: string
let produced: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-cache-'))
  produced = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const shape = [3, 2]
const pieces = [[0, 10, 20], [30], [40, 50]].map((bytes) => Uint8Array.from(bytes))

async function* bytes(): AsyncGenerator<Uint8Array> {
  produced++
  yield* pieces
}

const cache = (options: Partial<CachedRecordsOptions> = {}) =>
  cachedRecords({ folders: [folder], shape, description: { name: 'tens', crop: 1 }, produce: bytes, ...options })

const expectWhole = async (records: Awaited<ReturnType<typeof cache>>) =>
  expect([...readerOfRecords(records, 2)([2, 0])]).toEqual([40, 50, 0, 10])

describe('cachedRecords', () => {
  it('makes a file that NumPy can read, once', async () => {
    const records = await cache()
    await expectWhole(records)
    await expectWhole(await cache())
    expect(produced).toBe(1)
    expect(await readNpy(records.path)).toEqual({ shape, data: Uint8Array.of(0, 10, 20, 30, 40, 50) })
    expect(readdirSync(folder).sort()).toEqual([
      expect.stringMatching(/^tens-\w{12}\.json$/),
      expect.stringMatching(/^tens-\w{12}\.npy$/),
    ])
  })

  it('makes another for another description or shape', async () => {
    const paths = [
      await cache(),
      await cache({ description: { name: 'tens', crop: 2 } }),
      await cache({ shape: [6, 1] }),
      await cache(),
    ].map(({ path }) => path)
    expect(produced).toBe(3)
    expect(new Set(paths).size).toBe(3)
    expect(paths[3]).toBe(paths[0])
  })

  it('is made once by two that need it at the same time', async () => {
    const [first, second] = await Promise.all([cache(), cache()])
    expect([produced, first.path]).toEqual([1, second.path])
  })

  it('makes it anew where any byte of either file was changed, or one is gone', async () => {
    const { path } = await cache()
    for (const file of [path, path.replace('.npy', '.json')]) {
      const original = readFileSync(file)
      await fc.assert(
        fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), async (position, change) => {
          const damaged = Buffer.from(original)
          damaged[position]! ^= change
          for (const contents of [damaged, original.subarray(0, position)]) {
            writeFileSync(file, contents)
            await expectWhole(await cache())
            expect(readFileSync(file)).toEqual(original)
          }
        }),
        { seed: 1, numRuns: 50 },
      )
      rmSync(file)
      await expectWhole(await cache())
    }
  })

  it('lies in the first folder that can be written, and is found in any', async () => {
    const readOnly = join(folder, 'read-only')
    mkdirSync(readOnly)
    chmodSync(readOnly, 0o555)
    const folders = [join(readOnly, 'cache'), join(folder, 'other')]
    const { path } = await cache({ folders })
    expect(path.startsWith(folders[1]!)).toBe(true)
    expect(existsSync(folders[0]!)).toBe(false)
    await cache({ folders: [join(folder, 'third'), ...folders] })
    expect(produced).toBe(1)
    await expect(cache({ folders: [folders[0]!] })).rejects.toMatchObject({ code: 'NOT_WRITABLE' })
    expect(statSync(readOnly).mode & 0o777).toBe(0o555)
  })

  it('leaves nothing behind where it fails or is stopped', async () => {
    const failing = async function* () {
      yield pieces[0]!
      throw new Error('a broken image')
    }
    await expect(cache({ produce: failing })).rejects.toThrow('a broken image')
    await expect(cache({ shape: [4, 2] })).rejects.toThrow('would have 134 bytes, expected 136')
    await expect(cache({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
    const stop = new AbortController()
    const stopped = cache({ signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) })
    await expect(stopped).rejects.toThrow('enough')
    expect(readdirSync(folder)).toEqual([])
  })

  it('tells its progress in bytes', async () => {
    const progress: string[] = []
    await cache({ onProgress: ({ state, received }) => progress.push(`${state} ${received}`) })
    expect(progress).toEqual(['running 128', 'running 131', 'running 132', 'running 134', 'done 134'])
  })
})

describe('readerOfRecords', () => {
  it('lets a record be more numbers than bytes', async () => {
    const read = readerOfRecords(await cache(), 4, ([a = 0, b = 0], row) => row.set([a, a, b, b]))
    expect([...read([1])]).toEqual([20, 20, 30, 30])
    expect(() => read([3])).toThrow('there is no example 3')
  })

  it('says what happened where the file was changed or removed meanwhile', async () => {
    const records = await cache()
    const read = readerOfRecords(records, 2)
    writeFileSync(records.path, readFileSync(records.path).subarray(0, 131))
    expect(() => read([1])).toThrow(`${records.path} ends within example 1`)
    rmSync(records.path)
    expect(() => read([1])).toThrow(`cannot open ${records.path}`)
  })
})
