import type { Stats } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { DataError } from '../errors.js'
import { makeFolder } from '../files/make-folder.js'

/**
 * The first of these folders that can be written; it is made where it is not there.
 *
 * @throws DataError `NOT_WRITABLE`
 */
export async function firstWritable(folders: readonly string[]): Promise<string> {
  for (const folder of folders) if (await isWritable(folder)) return folder
  throw new DataError(
    'NOT_WRITABLE',
    `cannot write to ${folders.join(' or to ')}, where decoded examples would be kept`,
  )
}

async function isWritable(folder: string): Promise<boolean> {
  try {
    // The administrator may write anywhere, but should not where the owner has taken the right to write away.
    if (((await statusOfNearest(folder)).mode & 0o222) === 0) return false
    await makeFolder(folder)
    await access(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** Of the folder, or of the one that it would be made in. */
async function statusOfNearest(folder: string): Promise<Stats> {
  return stat(folder).catch((error) => {
    if (dirname(folder) === folder) throw error
    return statusOfNearest(dirname(folder))
  })
}
