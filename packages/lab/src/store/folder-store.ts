import { randomUUID } from 'node:crypto'
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { writeFileAtomically } from '@vsc/training/node'
import type { Store } from './store.js'

/**
 * A folder as a store: of this machine, or one that machines share.
 *
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * const store = folderStore(mkdtempSync(join(tmpdir(), 'store-')))
 * await store.write('a/b', Buffer.from('text'))
 * console.log(await store.create('a/b', Buffer.from('other')), await store.list('a/')) // false, ['a/b']
 */
export function folderStore(folder: string): Store {
  const root = resolve(folder)
  const pathOf = (name: string) => join(root, ...name.split('/'))
  const prepared = async (name: string) => {
    const path = pathOf(name)
    await mkdir(dirname(path), { recursive: true })
    return path
  }
  return {
    place: root,
    read: (name) => readFile(pathOf(name)).catch(unlessMissing(undefined)),
    write: async (name, bytes) => writeFileAtomically(await prepared(name), bytes),
    create: async (name, bytes) => createFile(await prepared(name), bytes),
    async list(prefix) {
      const entries = await readdir(join(pathOf(prefix.slice(0, prefix.lastIndexOf('/') + 1))), {
        recursive: true,
        withFileTypes: true,
      }).catch(unlessMissing([]))
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.unfinished'))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((name) => name.startsWith(prefix))
        .sort()
    },
    async remove(name) {
      await rm(pathOf(name), { force: true })
    },
  }
}

/** A link to a whole file is made for one of several alone, on shared folders too. */
async function createFile(path: string, bytes: Uint8Array): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.unfinished`)
  try {
    await writeFile(temporary, bytes, { flag: 'wx', flush: true })
    await link(temporary, path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'ENOTSUP' && code !== 'EPERM' && code !== 'ENOSYS') throw error // a file system without links
    return await writeFile(path, bytes, { flag: 'wx', flush: true }).then(
      () => true,
      (again: NodeJS.ErrnoException) => {
        if (again.code === 'EEXIST') return false
        throw again
      },
    )
  } finally {
    await rm(temporary, { force: true })
  }
}

const unlessMissing =
  <T>(otherwise: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return otherwise
    throw error
  }
