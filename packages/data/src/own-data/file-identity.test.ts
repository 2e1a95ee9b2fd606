import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { fileIdentity } from './file-identity.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-identity-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

it('of a file is that of its bytes, under any name', async () => {
  for (const name of ['a.csv', 'b.csv']) writeFileSync(join(folder, name), '1,2\n')
  expect(await fileIdentity(join(folder, 'a.csv'))).toEqual({ sha256: sha256('1,2\n'), bytes: 4 })
  expect(await fileIdentity(join(folder, 'b.csv'))).toEqual(await fileIdentity(join(folder, 'a.csv')))
})

it('of a folder is that of the names and the bytes of its files, hidden ones apart', async () => {
  const photos = join(folder, 'photos')
  mkdirSync(join(photos, 'left'), { recursive: true })
  writeFileSync(join(photos, 'b.png'), 'bb')
  writeFileSync(join(photos, 'left', 'a.png'), 'a')
  const expected = { sha256: sha256(`${sha256('bb')}  b.png\n${sha256('a')}  left/a.png\n`), bytes: 3 }
  expect(await fileIdentity(photos)).toEqual(expected)
  writeFileSync(join(photos, '.DS_Store'), 'x')
  cpSync(photos, join(folder, 'moved'), { recursive: true })
  expect(await fileIdentity(join(folder, 'moved'))).toEqual(expected)
  writeFileSync(join(photos, 'left', 'a.png'), 'c')
  expect((await fileIdentity(photos)).sha256).not.toBe(expected.sha256)
})
