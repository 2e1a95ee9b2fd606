import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzip } from '../archive/gunzip.js'
import { openZip, type ZipArchive } from '../archive/zip.js'
import { DataError } from '../errors.js'
import { publishedFeatures } from './published.js'

/** Where the text files of UCI-HAR are read from. */
export interface Source {
  /** A folder or an archive, as errors call it. */
  readonly place: string
  /** How many of the 561 features there are, counted from the first. */
  readonly features: number
  /** A file by its published path, such as `train/X_train.txt`. */
  read(file: string): Promise<Uint8Array>
  close(): void
}

/** No file, and no archive within the archive, is larger; the training set has 66 MB. */
const limit = 2 ** 27

/** The unpacked folder. */
export function folderSource(folder: string): Source {
  return {
    place: folder,
    features: publishedFeatures,
    read: (file) => readWhole(join(folder, file)),
    close: () => {},
  }
}

/** Any of the published archives: the folder, or an archive of it, may lie in it at any depth. */
export async function archiveSource(path: string): Promise<Source> {
  const outer = await openZip(path)
  try {
    const inner = findIn(outer, 'UCI HAR Dataset.zip')
    if (inner === undefined) return inArchive(outer, path)
    const place = `${inner} in ${path}`
    const source = inArchive(await openZip(await outer.read(inner, { limit }), { name: place }), place)
    outer.close()
    return source
  } catch (error) {
    outer.close()
    throw error
  }
}

function inArchive(archive: ZipArchive, place: string): Source {
  const features = findIn(archive, 'features.txt')
  if (features === undefined) {
    throw new DataError('BAD_FILE', `${place} is no archive of UCI-HAR: there is no features.txt in it`)
  }
  const folder = features.slice(0, -'features.txt'.length)
  return {
    place,
    features: publishedFeatures,
    read: (file) => archive.read(folder + file, { limit }),
    close: archive.close,
  }
}

function findIn({ files }: ZipArchive, name: string): string | undefined {
  return [...files.keys()].find((path) => path === name || path.endsWith(`/${name}`))
}

/**
 * A copy cut to its first features: `X_train.cols001-265.txt.gz` and its like in one folder, the other files, whole, in
 * `small-files` beside it.
 */
export function cutSource(folder: string, features: number): Source {
  const columns = `cols001-${String(features).padStart(3, '0')}`
  return {
    place: folder,
    features,
    read: async (file) => {
      const [, table] = /(X_\w+)\.txt$/.exec(file) ?? []
      if (table === undefined) return readWhole(join(folder, '..', 'small-files', file))
      const path = join(folder, `${table}.${columns}.txt.gz`)
      return gunzip(await readWhole(path), { name: path, limit })
    },
    close: () => {},
  }
}

async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    if (size <= limit) return await readFile(path)
    throw new DataError('TOO_LARGE', `${path} has ${size} bytes; no file of UCI-HAR has more than ${limit}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new DataError('FILE_NOT_FOUND', `there is no ${path}, which UCI-HAR has`, { cause: error })
  }
}
