import { createHash } from 'node:crypto'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzip, isGzip } from '../archive/gunzip.js'
import { DataError } from '../errors.js'
import { type FileStatus, statusOf } from '../fetch/file-status.js'
import { type ObtainFileOptions, obtainFile } from '../fetch/obtain-file.js'
import { everyFile, type PublishedIdx } from './collections.js'

type Options = Omit<ObtainFileOptions, 'relatives'>

/**
 * The path of a file that holds what a published file does: that file, or one in the same folder (or in `raw`, where torchvision
 * puts it) that is unpacked, packed by another program or called otherwise, as train-images.idx3-ubyte is. Where there is none it is
 * downloaded.
 *
 * @throws DataError as `obtainFile`
 */
export async function obtainIdx(file: PublishedIdx, options: Options): Promise<string> {
  try {
    return await obtainFile(file, { ...options, relatives: everyFile, download: false })
  } catch (error) {
    if (!(error instanceof DataError && (error.code === 'FILE_NOT_FOUND' || error.code === 'WRONG_FILE'))) throw error
    const other = await otherFile(file, options.directory)
    if (other !== undefined) return other
    if (error.code === 'WRONG_FILE' || options.download === false) throw error
    return obtainFile(file, { ...options, relatives: everyFile })
  }
}

/** Looks for each of these files, without a network. */
export async function verifyIdx(files: readonly PublishedIdx[], directory: string): Promise<readonly FileStatus[]> {
  const statuses: FileStatus[] = []
  for (const file of files) {
    let path = join(directory, file.name)
    const attempt = obtainIdx(file, { directory, download: false }).then((found) => {
      path = found
    })
    const status = await statusOf(path, attempt)
    statuses.push({ ...status, path })
  }
  return statuses
}

async function otherFile({ contents }: PublishedIdx, directory: string): Promise<string | undefined> {
  for (const folder of [directory, join(directory, 'raw')]) {
    for (const path of await filesIn(folder)) {
      if (await holds(path, contents).catch(() => false)) return path // what cannot be read is another file
    }
  }
  return undefined
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => join(folder, name))
    .sort()
}

/** Whether a file, unpacked, is these bytes; one of another size is not read. */
async function holds(path: string, { bytes, sha256 }: PublishedIdx['contents']): Promise<boolean> {
  if ((await unpackedSize(path)) !== bytes) return false
  const file = await readFile(path)
  const unpacked = isGzip(file) ? await gunzip(file, { name: path, limit: bytes }) : file
  return unpacked.length === bytes && createHash('sha256').update(unpacked).digest('hex') === sha256
}

/** A gzip file ends with the size of what it holds. */
async function unpackedSize(path: string): Promise<number> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const ends = Buffer.alloc(6)
    await file.read(ends, 0, 2, 0)
    if (!isGzip(ends)) return size
    await file.read(ends, 2, 4, size - 4)
    return ends.readUInt32LE(2)
  } finally {
    await file.close()
  }
}
