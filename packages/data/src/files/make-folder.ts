import { mkdir, readlink, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DataError } from '../errors.js'

/**
 * Makes a folder, and those above it; one that is there already is right. (Node.js's own way of making several at once never ends
 * where the system lets nothing be made, such as in /proc.)
 *
 * @throws DataError `BAD_FOLDER`, with the reason; what node:fs throws of a disk that is full or fails
 * @example
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * await makeFolder(join(mkdtempSync(join(tmpdir(), 'runs-')), 'smiley', 'first'))
 */
export async function makeFolder(folder: string): Promise<void> {
  if (folder === '') throw new DataError('BAD_FOLDER', 'cannot make a folder without a name: say where it is to be')
  try {
    await make(resolve(folder))
  } catch (cause) {
    const reason = await reasonOf(cause, resolve(folder))
    if (reason === undefined) throw cause
    throw new DataError('BAD_FOLDER', `cannot make the folder ${folder}: ${reason}`, { cause })
  }
}

/** From the top down, so that another process may make the same at the same time. */
async function make(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  if (dirname(folder) !== folder) await make(dirname(folder))
  await mkdir(folder).catch(async (error: unknown) => {
    if (!(await isFolder(folder))) throw error
  })
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code)

async function reasonOf(error: unknown, folder: string): Promise<string | undefined> {
  const path = (error as NodeJS.ErrnoException).path ?? folder
  switch (codeOf(error)) {
    case 'EEXIST':
    case 'ENOTDIR':
      return obstacle(codeOf(error) === 'EEXIST' ? path : await nearestThere(path))
    case 'ENOENT':
      return `nothing can be made in ${dirname(path)}`
    case 'EACCES':
    case 'EPERM':
      return `you may not write to ${dirname(path)}`
    case 'EROFS':
      return `${dirname(path)} can only be read`
    case 'ENAMETOOLONG':
      return 'its name is too long'
    default:
      return undefined
  }
}

/** What is in the way: a file, or a link that leads nowhere. */
async function obstacle(path: string): Promise<string> {
  const target = await readlink(path).catch(() => undefined)
  if (target === undefined) return `${path} is a file`
  const leads = await stat(path).catch(() => undefined)
  return leads === undefined
    ? `${path} is a link to ${target}, which is not there`
    : `${path} is a link to ${target}, which is a file`
}

const nearestThere = async (path: string): Promise<string> =>
  (await stat(path).catch(() => undefined)) === undefined && dirname(path) !== path ? nearestThere(dirname(path)) : path
