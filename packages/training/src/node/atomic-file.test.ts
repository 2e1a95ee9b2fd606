import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeUnfinishedWrites, writeFileAtomically } from './atomic-file.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-atomic-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('replaces the contents and leaves no other file', async () => {
  const path = join(folder, 'a.json')
  await writeFileAtomically(path, 'old and longer')
  await writeFileAtomically(path, new TextEncoder().encode('new'))
  expect(await readFile(path, 'utf8')).toBe('new')
  expect(await readdir(folder)).toEqual(['a.json'])
})

it('never shows a reader anything but a whole old or a whole new file', async () => {
  const path = join(folder, 'a.txt')
  await writeFileAtomically(path, '0'.repeat(100_000))
  let writing = true
  const reader = (async () => {
    const seen = new Set<string>()
    while (writing) seen.add(await readFile(path, 'utf8'))
    return seen
  })()
  for (let i = 1; i < 10; i++) await writeFileAtomically(path, `${i}`.repeat(100_000))
  writing = false
  for (const contents of await reader) expect(contents).toBe(contents[0]!.repeat(100_000))
})

it('keeps the old file and removes the temporary one where the name cannot be taken', async () => {
  const path = join(folder, 'taken')
  await mkdir(join(path, 'by a folder'), { recursive: true })
  await expect(writeFileAtomically(path, 'x')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['taken'])
})

it('removes what interrupted writes left, and nothing else', async () => {
  await writeFile(join(folder, '.a.json.123.unfinished'), 'half')
  await writeFile(join(folder, 'a.json'), 'whole')
  await removeUnfinishedWrites(folder)
  expect(await readdir(folder)).toEqual(['a.json'])
})

it.skipIf(process.platform === 'win32')('writes through no link that lies where it writes first', async () => {
  const precious = join(folder, 'precious')
  await writeFile(precious, 'precious')
  await symlink(precious, join(folder, `.target.${process.pid}.unfinished`))
  await writeFileAtomically(join(folder, 'target'), 'new')
  expect(await readFile(precious, 'utf8')).toBe('precious')
  expect(await readFile(join(folder, 'target'), 'utf8')).toBe('new')
})
