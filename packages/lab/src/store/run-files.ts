import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of a run's folder. */
export interface RunFile {
  /** Such as `checkpoints/iteration-000001000.safetensors`. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** Files that are this process's alone, or half-written, or set aside. */
export const isOwn = (path: string): boolean => /\.(lock|unfinished|damaged)$/.test(path)

/**
 * What a run's folder holds, one file after the other, also while it is trained into: checkpoints first, so that the log that comes
 * after them is never older than they are.
 */
export async function* filesOfRun(directory: string): AsyncGenerator<RunFile> {
  const checkpoints = await namesIn(join(directory, 'checkpoints'))
  const others = await namesIn(directory)
  for (const path of [...checkpoints.map((name) => `checkpoints/${name}`), ...others]) {
    const bytes = await readFile(join(directory, ...path.split('/'))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error // a checkpoint that has made room for a newer one
    })
    if (bytes !== undefined) yield { path, bytes, sha256: sha256Of(bytes) }
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const namesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return []
  })
  return entries
    .filter((entry) => entry.isFile() && !isOwn(entry.name))
    .map(({ name }) => name)
    .sort()
}
