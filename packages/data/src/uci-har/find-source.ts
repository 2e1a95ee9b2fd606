import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../errors.js'
import { identifyFile, isRight, wrongFile } from '../fetch/check-file.js'
import { type ObtainFileOptions, obtainFile } from '../fetch/obtain-file.js'
import { publishedArchives } from './published.js'
import { archiveSource, cutSource, folderSource, type Source } from './source.js'

/**
 * Looks in a folder for the unpacked data set, then for an archive with the bytes of a published one, whatever its name; else
 * downloads one. Where that may not be or fails, a copy cut to the first features is better than none.
 *
 * @throws DataError `WRONG_FILE` for an archive with a published name and other bytes, and what `obtainFile` throws
 */
export async function findSource(options: ObtainFileOptions): Promise<Source> {
  const { directory } = options
  const folder = [join(directory, 'UCI HAR Dataset'), directory].find((each) => existsSync(join(each, 'features.txt')))
  if (folder !== undefined) return folderSource(folder)
  const archive =
    (await findArchive(directory)) ??
    (await obtainArchive(options).catch(async (error) => {
      const cut = error instanceof DataError ? await findCut(directory) : undefined
      if (cut === undefined) throw error
      return cut
    }))
  return typeof archive === 'string' ? archiveSource(archive) : archive
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

async function obtainArchive(options: ObtainFileOptions): Promise<string> {
  const failures: Error[] = []
  for (const archive of publishedArchives) {
    try {
      return await obtainFile(archive, options)
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      failures.push(error)
    }
  }
  const code = (failures[0] as DataError).code
  throw new DataError(code, `UCI-HAR is none of these:\n${failures.map(({ message }) => message).join('\n')}`)
}

async function findCut(directory: string): Promise<Source | undefined> {
  for (const name of await namesIn(directory)) {
    if (!name.startsWith('partial-')) continue
    const folder = join(directory, name)
    const table = (await namesIn(folder)).find((each) => each.startsWith('X_train.cols001-'))
    const features = Number(/cols001-(\d{3})\.txt\.gz$/.exec(table ?? '')?.[1])
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
