import { createReadStream } from 'node:fs'
import { lstat, open, readFile, stat } from 'node:fs/promises'
import { gunzip, isGzip } from '../archive/gunzip.js'
import { DataError } from '../errors.js'
import { readStandardInput, standardInput } from './standard-input.js'

/** The bytes of a file, unpacked where they were packed by gzip, whatever it is called. */
export interface DataSource {
  /** What messages call it. */
  readonly name: string
  readonly size: number
  /** The first bytes, by which the format is known; all of them where they are few. */
  readonly start: Uint8Array
  /** What is read at any place of: the path of the file, or its bytes where these are in memory. */
  readonly whole: string | Uint8Array<ArrayBuffer>
  /** All bytes, piece by piece, from the start each time. */
  open(): AsyncIterable<Uint8Array>
  bytes(): Promise<Uint8Array>
}

/** What standard input, a pipe or a packed file may hold: 4 GiB. */
const mostInMemory = 2 ** 32

/** As many bytes as tell text from anything else. */
const startBytes = 2 ** 16

/** Whether one's own data can be read there: a file, a folder, a link to either, dangling or not, or `-`. */
export const mayBeOwnData = async (path: string): Promise<boolean> =>
  path === standardInput ||
  lstat(path).then(
    () => true,
    () => false,
  )

/**
 * What `path` leads to: a folder, or a file that is opened; `-` is standard input.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` where it cannot be read or unpacked, `TOO_LARGE`
 */
export async function openSource(path: string): Promise<'folder' | DataSource> {
  if (path === standardInput) return sourceOfBytes('standard input', await readStandardInput(mostInMemory))
  const status = await stat(path).catch(async (cause: NodeJS.ErrnoException) => {
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    )
    const problem = isLink && cause.code === 'ENOENT' ? 'it is a link to something that is not there' : cause.message
    throw new DataError('FILE_NOT_FOUND', `cannot find ${path}: ${problem}`, { cause })
  })
  if (status.isDirectory()) return 'folder'
  try {
    if (!status.isFile()) return await sourceOfBytes(path, await readPipe(path)) // it is read but once, and has no size
    const start = await firstBytes(path)
    if (isGzip(start)) return await sourceOfBytes(path, await readFile(path))
    return {
      ...{ name: path, size: status.size, start, whole: path },
      open: () => createReadStream(path, { highWaterMark: 1 << 20 }),
      bytes: () => readFile(path),
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause
    throw new DataError('BAD_FILE', `cannot read ${path}: ${(cause as Error).message}`, { cause: cause as Error })
  }
}

async function sourceOfBytes(name: string, packed: Uint8Array): Promise<DataSource> {
  const unpacked = isGzip(packed) ? await gunzip(packed, { name, limit: mostInMemory }) : packed
  const bytes = new Uint8Array(unpacked.buffer as ArrayBuffer, unpacked.byteOffset, unpacked.length)
  return {
    ...{ name, size: bytes.length, start: bytes.subarray(0, startBytes), whole: bytes },
    async *open() {
      for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20))
    },
    bytes: async () => bytes,
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(startBytes), 0, startBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const pipes = new Map<string, Promise<Buffer>>()

/** A named pipe gives its bytes once, and its data may be asked for again: for another split. */
function readPipe(path: string): Promise<Buffer> {
  const known = pipes.get(path) ?? readFile(path)
  pipes.set(path, known)
  return known
}
