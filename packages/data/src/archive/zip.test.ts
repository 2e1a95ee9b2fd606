import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type Zippable, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataError } from '../errors.js'
import { openZip } from './zip.js'

const text = (content: string) => new TextEncoder().encode(content)
const limit = 2 ** 20

/** What an archive holds, through and through. */
async function contents(source: string | Uint8Array): Promise<Record<string, Uint8Array>> {
  const archive = await openZip(source)
  try {
    const read: Record<string, Uint8Array> = {}
    for (const name of archive.files.keys()) read[name] = new Uint8Array(await archive.read(name, { limit }))
    return read
  } finally {
    archive.close()
  }
}

describe('a zip archive', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vsc-zip-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  it('is read from a file and from memory: stored, deflated and empty files, without its folders', async () => {
    const files = {
      'set/a.txt': text('some text '.repeat(1000)),
      'set/raw': new Uint8Array(700_000).map((_, k) => (k * k) >> 3),
      empty: new Uint8Array(0),
    }
    const zipped = zipSync({ 'set/': text(''), ...files, 'set/raw': [files['set/raw'], { level: 0 }] })
    const path = join(folder, 'set.zip')
    writeFileSync(path, zipped)
    for (const source of [path, zipped]) {
      const read = await contents(source)
      expect(Object.keys(read)).toEqual(Object.keys(files))
      expect(Object.entries(files).filter(([name, right]) => !Buffer.from(right).equals(read[name]!))).toEqual([])
    }
  })

  it('may lie in another', async () => {
    const outer = await openZip(zipSync({ 'inner.zip': zipSync({ 'a.txt': text('deep') }) }))
    const inner = await openZip(await outer.read('inner.zip', { limit }), { name: 'inner.zip' })
    expect(new TextDecoder().decode(await inner.read('a.txt', { limit }))).toBe('deep')
  })

  it('streams several files at once, and a stream may be left early', async () => {
    const path = join(folder, 'two.zip')
    const raw = (seed: number) => new Uint8Array(900_000).map((_, k) => (k * seed) % 251)
    writeFileSync(path, zipSync({ a: [raw(7), { level: 0 }], b: raw(11) }))
    const archive = await openZip(path)
    const joined = async (name: string) => {
      const pieces: Uint8Array[] = []
      for await (const piece of archive.stream(name)) pieces.push(piece)
      return Buffer.concat(pieces)
    }
    const [a, b] = await Promise.all([joined('a'), joined('b')])
    expect(a.equals(raw(7)) && b.equals(raw(11))).toBe(true)
    for await (const piece of archive.stream('a')) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    archive.close()
  })

  it.each<[string, Zippable]>([
    ['a name that leads out', { '../out.txt': text('x') }],
    ['a name that leads out from within', { 'a/../../out.txt': text('x') }],
    ['an absolute name', { '/etc/passwd': text('x') }],
    ['a backslash', { 'a\\..\\out.txt': text('x') }],
    ['a drive', { 'C:out.txt': text('x') }],
    ['a zero', { 'a.txt\0.exe': text('x') }],
    ['a folder without a name', { 'a//b': text('x') }],
    ['a symbolic link', { link: [text('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] }],
  ])('is refused for %s', async (_, files) => {
    await expect(openZip(zipSync(files), { name: 'set.zip' })).rejects.toMatchObject({
      code: 'UNSAFE_ARCHIVE',
      message: expect.stringContaining('set.zip is refused: its entry'),
    })
  })

  it('is refused for two files of one name', async () => {
    const zipped = Buffer.from(zipSync({ 'a.txt': text('1'), 'b.txt': text('2') }))
    for (let at = zipped.indexOf('b.txt'); at >= 0; at = zipped.indexOf('b.txt')) zipped.write('a.txt', at)
    await expect(openZip(zipped)).rejects.toThrow(/two entries named "a.txt"/)
  })

  it('is refused, before anything is unpacked, for claiming more than the limits', async () => {
    const bomb = zipSync({ zeros: new Uint8Array(2 ** 22) })
    expect(bomb.length).toBeLessThan(10_000)
    await expect(openZip(bomb)).rejects.toMatchObject({ code: 'UNSAFE_ARCHIVE', message: /as a bomb would/ })
    await expect(openZip(bomb, { limits: { ratio: 2000, bytes: 2 ** 21 } })).rejects.toThrow(/bomb/)
    await expect(openZip(zipSync({ a: text(''), b: text('') }), { limits: { entries: 1 } })).rejects.toThrow(
      /2 entries/,
    )
    const archive = await openZip(bomb, { limits: { ratio: 2000 } })
    await expect(archive.read('zeros', { limit: 1000 })).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  it('gives an error for a file that is not there', async () => {
    await expect(openZip(join(folder, 'none.zip'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    const archive = await openZip(zipSync({ a: text('') }), { name: 'set.zip' })
    await expect(archive.read('b', { limit })).rejects.toThrow('there is no b in set.zip')
  })

  it('never lies: cut off or with a bit turned, it gives an error of this package or the right bytes', async () => {
    const files = { 'a.txt': text('some text '.repeat(40)), raw: text('stored as it is') }
    const zipped = zipSync({ ...files, raw: [files.raw, { level: 0 }] })
    const path = join(folder, 'fuzzed.zip')
    const tryIt = async (bytes: Uint8Array, source: string | Uint8Array) => {
      if (typeof source === 'string') writeFileSync(source, bytes)
      try {
        // Names have no checksum: what is under the names that are left must be right.
        for (const [name, content] of Object.entries(await contents(source))) {
          const known = Object.values(files).some((right) => Buffer.from(right).equals(content))
          expect(known || content.length === 0, name).toBe(true)
        }
      } catch (error) {
        if (!(error instanceof DataError)) throw error
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.nat(zipped.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const damaged = cut ? zipped.slice(0, at) : zipped.map((byte, k) => (k === at ? byte ^ flip : byte))
          await tryIt(damaged, damaged)
          await tryIt(damaged, path)
        },
      ),
      { seed: 1, numRuns: 500 },
    )
  })
})
