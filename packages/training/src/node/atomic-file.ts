import { open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Writes a whole file so that at every moment, even through `kill -9` or a power cut, `path` holds either all of the old
 * contents or all of the new: the bytes, in one piece or several, go to a temporary file in the same folder, to the disk, and then take the name.
 *
 * @throws what node:fs throws, such as ENOENT where the folder does not exist
 */
export async function writeFileAtomically(
  path: string,
  contents: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}${temporarySuffix}`)
  try {
    await rm(temporary, { force: true }) // what a process of this number left; a link would be followed
    const file = await open(temporary, 'wx')
    try {
      await writeFile(file, contents)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/**
 * Writes a small file that says how things stand: {@link writeFileAtomically}, and on a disk that is full over the old contents,
 * which takes no room. A reader must take one that was cut off there for none.
 *
 * @throws what node:fs throws
 */
export async function writeNote(path: string, text: string): Promise<void> {
  await writeFileAtomically(path, text).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error
    const file = await open(path, 'r+')
    try {
      await file.write(text, 0)
      await file.truncate(Buffer.byteLength(text))
    } finally {
      await file.close()
    }
  })
}

/** Removes what interrupted writes left in `folder`. Only for a folder that no other process writes to. */
export async function removeUnfinishedWrites(folder: string): Promise<void> {
  const names = await readdir(folder)
  await Promise.all(names.filter((name) => name.endsWith(temporarySuffix)).map((name) => rm(join(folder, name))))
}

const temporarySuffix = '.unfinished'

/** Brings a rename to the disk. Windows neither allows nor needs it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
