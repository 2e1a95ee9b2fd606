import { createHash } from 'node:crypto'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Provenance } from '../data-set.js'
import { DataError } from '../errors.js'
import { identifyFile } from '../fetch/check-file.js'
import type { DownloadProgress, FetchOptions } from '../fetch/obtain-file.js'
import { oneAtATime } from '../fetch/one-at-a-time.js'
import { claimPartFile } from '../fetch/part-file.js'
import { encodeNpyHeader } from '../numpy/npy-header.js'
import { sizeOf } from '../shape.js'
import type { Records } from './record-reader.js'
import { firstWritable } from './writable-folder.js'

export interface CachedRecordsOptions extends Pick<FetchOptions, 'onProgress' | 'signal'> {
  /** Folders that the cache may lie in. The first that can be written gets it. */
  readonly folders: readonly string[]
  /** [N, ...], of bytes. */
  readonly shape: readonly number[]
  /** All that the bytes depend on, as plain values; `name` begins the file's name. */
  readonly description: Provenance & { readonly name: string }
  /** The bytes in order, in pieces of any size. Called only where there is no cache of this shape and description. */
  produce(): AsyncIterable<Uint8Array>
}

/**
 * Bytes that take long to produce, on the disk from the second time on: a .npy file, which NumPy can map, and a JSON file that says what
 * is in it. A cache of another description has another name; one that is damaged or does not match its JSON is made again. It gets its
 * name when it is whole.
 *
 * @throws DataError `NOT_WRITABLE` where no folder can be written; what `produce` throws; the signal's reason
 */
export async function cachedRecords(options: CachedRecordsOptions): Promise<Records> {
  const { folders, shape, description, signal } = options
  const header = encodeNpyHeader({ descr: '|u1', shape })
  const identity = JSON.stringify({ ...description, shape })
  const key = createHash('sha256').update(identity).digest('hex').slice(0, 12)
  const file = `${description.name}-${key}.npy`
  const path = await oneAtATime(file, async () => {
    for (const folder of folders) {
      if (await isWhole(join(folder, file), identity, signal)) return join(folder, file)
    }
    const path = join(await firstWritable(folders), file)
    await write(path, { ...options, header, identity })
    return path
  })
  return { path, start: header.length, shape }
}

/** What stands in the JSON file: what the bytes were made of, and their checksum. */
interface Note {
  readonly identity: unknown
  readonly checksum: string
}

const notePath = (path: string) => path.replace(/\.npy$/, '.json')

async function isWhole(path: string, identity: string, signal: AbortSignal | undefined): Promise<boolean> {
  const note = await readFile(notePath(path), 'utf8').then(
    (text) => parseNote(text),
    () => undefined,
  )
  if (note === undefined || JSON.stringify(note.identity) !== identity) return false
  return (await identifyFile(path, { signal }))?.checksum === note.checksum
}

function parseNote(text: string): Note | undefined {
  try {
    const { identity, checksum } = JSON.parse(text) as Partial<Note>
    return typeof checksum === 'string' ? { identity, checksum } : undefined
  } catch {
    return undefined
  }
}

interface WriteOptions extends CachedRecordsOptions {
  readonly header: Uint8Array
  readonly identity: string
}

async function write(path: string, options: WriteOptions): Promise<void> {
  const { header, identity, shape, onProgress } = options
  const total = header.length + sizeOf(shape)
  let received = 0
  const show = (state: DownloadProgress['state']) => onProgress?.({ state, file: basename(path), received, total })
  const part = await claimPartFile(path)
  try {
    const checksum = await writeAll(part, {
      ...options,
      onWritten: (bytes) => {
        received += bytes
        show('running')
      },
    })
    if (received !== total) throw new Error(`${path} would have ${received} bytes, expected ${total}`)
    await rename(part, path)
    await writeFile(notePath(path), JSON.stringify({ identity: JSON.parse(identity), checksum }))
  } catch (error) {
    show('failed')
    await rm(part, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw error
    throw new DataError('NOT_WRITABLE', `no room for ${path} (${total} bytes): ${message}`, { cause: error })
  }
  show('done')
}

/** Writes a file from its start to the disk, and gives its checksum. */
async function writeAll(
  path: string,
  { header, produce, signal, onWritten }: WriteOptions & { readonly onWritten: (bytes: number) => void },
): Promise<string> {
  const hash = createHash('sha256')
  await rm(path, { force: true }) // what an earlier process left; a link would be followed
  const file = await open(path, 'wx')
  const append = async (bytes: Uint8Array) => {
    signal?.throwIfAborted()
    hash.update(bytes)
    await file.writeFile(bytes)
    onWritten(bytes.length)
  }
  try {
    await append(header)
    for await (const bytes of produce()) await append(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  return `sha256:${hash.digest('hex')}`
}
