import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../errors.js'
import { identifyFile, isRight, wrongFile } from '../fetch/check-file.js'
import { type ObtainFileOptions, obtainFile } from '../fetch/obtain-file.js'
import { publishedArchives } from './published.js'
import { archiveSource, cutSource, folderSource, type Source } from './source.js'

/**
 * The whole data set where it is in the folder, else downloaded. Where that may not be or fails, a copy cut to the first features
 * is better than none.
 *
 * @throws DataError as `obtainArchive`
 */
export async function openSource(options: ObtainFileOptions): Promise<Source> {
  const { directory } = options
  const folder = findFolder(directory)
  if (folder !== undefined) return folderSource(folder)
  const archive = await obtainArchive(options).catch(async (error) => {
    const cut = error instanceof DataError && error.code !== 'WRONG_FILE' ? await findCut(directory) : undefined
    if (cut === undefined) throw error
    return cut
  })
  return typeof archive === 'string' ? archiveSource(archive) : archive
}

/** The unpacked folder, or this one where it is that. */
export function findFolder(directory: string): string | undefined {
  return [join(directory, 'UCI HAR Dataset'), directory].find((folder) => existsSync(join(folder, 'features.txt')))
}

/**
 * An archive with the bytes of a published one, whatever its name; else one is downloaded.
 *
 * @throws DataError `WRONG_FILE` for an archive with a published name and other bytes, and what `obtainFile` throws
 */
export async function obtainArchive(options: ObtainFileOptions): Promise<string> {
  const there = await findArchive(options.directory)
  if (there !== undefined) return there
  const failures: DataError[] = []
  for (const archive of publishedArchives) {
    try {
      return await obtainFile(archive, options)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      failures.push(error)
    }
  }
  const [{ code } = { code: 'DOWNLOAD_FAILED' as const }] = failures
  const each = failures.map(({ message }) => message).join('\n')
  throw new DataError(code, `any one of these archives of UCI-HAR would do, but there is none:\n${each}`)
}

async function findArchive(directory: string): Promise<string | undefined> {
  for (const name of await namesIn(directory)) {
    if (!/\.zip$/i.test(name)) continue
    const path = join(directory, name)
    const found = await identifyFile(path)
    if (found === undefined) continue
    if (publishedArchives.some((archive) => isRight(found, archive))) return path
    const remote = publishedArchives.find((archive) => archive.name === name)
    if (remote !== undefined) throw wrongFile(path, { remote, found })
  }
  return undefined
}

/** A folder `partial-...`, with the tables cut to their first columns. */
async function findCut(directory: string): Promise<Source | undefined> {
  for (const name of await namesIn(directory)) {
    if (!name.startsWith('partial-')) continue
    const folder = join(directory, name)
    const tables = (await namesIn(folder)).map((table) => /^X_train\.cols001-(\d{3})\.txt\.gz$/.exec(table))
    const features = Number(tables.find((match) => match !== null)?.[1])
    if (features > 0) return cutSource(folder, features)
  }
  return undefined
}

/** What a folder holds, in order; nothing where there is no folder. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).then(
    (names) => names.sort(),
    () => [],
  )
}
