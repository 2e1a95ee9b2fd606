import { join } from 'node:path'
import { DataError } from '../errors.js'
import { type ObtainFileOptions, obtainFile } from './obtain-file.js'
import type { RemoteFile } from './remote-file.js'

/** What was found of a file that a data set needs. */
export interface FileStatus {
  readonly path: string
  readonly state: 'right' | 'missing' | 'wrong'
  /** Where it is not right: what was found, what was expected, and what to do. */
  readonly problem?: string
}

/** Looks at each of these files in a folder, without a network. */
export async function verifyFiles(
  files: readonly RemoteFile[],
  options: Pick<ObtainFileOptions, 'directory' | 'relatives'>,
): Promise<readonly FileStatus[]> {
  const statuses: FileStatus[] = []
  for (const file of files) {
    const attempt = obtainFile(file, { ...options, download: false })
    statuses.push(await statusOf(join(options.directory, file.name), attempt))
  }
  return statuses
}

/** What an attempt to use a file says of it. */
export async function statusOf(path: string, attempt: Promise<unknown>): Promise<FileStatus> {
  try {
    await attempt
    return { path, state: 'right' }
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return { path, state: error.code === 'FILE_NOT_FOUND' ? 'missing' : 'wrong', problem: error.message }
  }
}
