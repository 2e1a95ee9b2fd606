import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FileIdentity } from '../data-set.js'

/** The identity of a file or folder, read once from beginning to end. */
export async function fileIdentity(path: string): Promise<FileIdentity> {
  if (!(await stat(path)).isDirectory()) return { sha256: await sha256Of(path), bytes: await fileBytes(path) }
  const lines = createHash('sha256')
  for (const name of await namesIn(path)) lines.update(`${await sha256Of(join(path, name))}  ${name}\n`)
  return { sha256: lines.digest('hex'), bytes: await fileBytes(path) }
}

/** The size alone, which is known without reading anything. */
export async function fileBytes(path: string): Promise<number> {
  const status = await stat(path)
  if (!status.isDirectory()) return status.size
  let bytes = 0
  for (const name of await namesIn(path)) bytes += (await stat(join(path, name))).size
  return bytes
}

/** The files under a folder by their paths in it, with slashes, in the order of code units. */
async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  const seen = paths.filter((path) => !path.split(sep).some((part) => part.startsWith('.')))
  const files = await Promise.all(seen.map(async (path) => ((await stat(join(folder, path))).isFile() ? [path] : [])))
  return files
    .flat()
    .map((path) => path.split(sep).join('/'))
    .sort()
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
