import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vsc-folders-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('makeFolder', () => {
  it('makes what is missing, also twice and side by side', async () => {
    const deep = join(folder, 'a', 'b', 'c')
    await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(folder, 'a', 'd'))])
    await makeFolder(deep)
    expect(existsSync(deep)).toBe(true)
    symlinkSync(deep, join(folder, 'link'))
    await makeFolder(join(folder, 'link', 'e'))
    expect(existsSync(join(deep, 'e'))).toBe(true)
  })

  it('says what is in the way', async () => {
    writeFileSync(join(folder, 'file'), '')
    symlinkSync('/nowhere/at/all', join(folder, 'dangling'))
    symlinkSync(join(folder, 'file'), join(folder, 'to-file'))
    const at = (name: string) => makeFolder(join(folder, name))
    const reason = (words: string) => ({ code: 'BAD_FOLDER', message: expect.stringContaining(words) })
    await expect(at('file')).rejects.toMatchObject(reason(`${folder}/file is a file`))
    await expect(at('file/in')).rejects.toMatchObject(reason(`${folder}/file is a file`))
    await expect(at('dangling')).rejects.toMatchObject(reason('is a link to /nowhere/at/all, which is not there'))
    await expect(at('to-file')).rejects.toMatchObject(reason('which is a file'))
    await expect(makeFolder('')).rejects.toMatchObject(reason('without a name'))
  })

  it.runIf(existsSync('/proc/self'))('ends where the system lets nothing be made', async () => {
    await expect(makeFolder('/proc/vsc/run')).rejects.toThrow(
      'cannot make the folder /proc/vsc/run: nothing can be made in /proc',
    )
  })
})
