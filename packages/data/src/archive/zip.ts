import { crc32 } from 'node:zlib'
import { Entry, fromBufferPromise, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl'
import { DataError } from '../errors.js'
import { openBlockReader } from './block-reader.js'
import { readEntries, type ZipEntry, type ZipLimits } from './zip-entries.js'

/** A zip archive whose list of files has been read and found harmless. */
export interface ZipArchive {
  /** The size in bytes, unpacked, of each file by its name; in the archive's order, folders separated by `/`. */
  readonly files: ReadonlyMap<string, number>
  /**
   * The bytes of a file, piece by piece; several may be read at once.
   *
   * @throws DataError `FILE_NOT_FOUND`; `BAD_FILE`, while it is read, where its length or checksum is not what the archive says
   */
  stream(name: string): AsyncGenerator<Uint8Array, void, void>
  /**
   * The bytes of a file of at most `limit` bytes.
   *
   * @throws DataError as `stream`, and `TOO_LARGE`
   */
  read(name: string, options: { readonly limit: number }): Promise<Uint8Array>
  close(): void
}

export interface OpenZipOptions {
  /** What errors call the archive; its path by default. */
  readonly name?: string
  readonly limits?: Partial<ZipLimits>
}

/**
 * Opens a zip archive, by its path or as bytes (an archive within an archive), and reads its list of files. Nothing is written
 * anywhere.
 *
 * @throws DataError `FILE_NOT_FOUND`, `BAD_FILE` where it is no zip archive or damaged, and what `readEntries` throws
 */
export async function openZip(source: string | Uint8Array, options: OpenZipOptions = {}): Promise<ZipArchive> {
  const { name: archive = typeof source === 'string' ? source : 'the archive', limits } = options
  const damaged = (error: unknown) => damagedFile(archive, error)
  const zip = await open(source).catch(damaged)
  const entries = await readEntries(zip, archive, limits).catch((error) => {
    zip.close()
    return damaged(error)
  })

  function stream(name: string): AsyncGenerator<Uint8Array, void, void> {
    return unpack(zip, entryNamed(name), `${name} in ${archive}`)
  }

  async function read(name: string, { limit }: { readonly limit: number }): Promise<Uint8Array> {
    const { uncompressedSize } = entryNamed(name)
    if (uncompressedSize > limit) {
      const found = `${name} in ${archive} has ${uncompressedSize} bytes, expected at most ${limit}`
      throw new DataError('TOO_LARGE', found)
    }
    const pieces: Uint8Array[] = []
    for await (const piece of stream(name)) pieces.push(piece)
    return Buffer.concat(pieces)
  }

  function entryNamed(name: string): ZipEntry {
    const entry = entries.get(name)
    if (entry === undefined) throw new DataError('FILE_NOT_FOUND', `there is no ${name} in ${archive}`)
    return entry
  }

  const files = new Map([...entries].map(([name, { uncompressedSize }]) => [name, uncompressedSize]))
  return { files, stream, read, close: () => zip.close() }
}

async function open(source: string | Uint8Array): Promise<ZipFile> {
  const settings = { autoClose: false, decodeStrings: false }
  if (typeof source !== 'string') {
    return fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.length), settings)
  }
  const { reader, size } = await openBlockReader(source)
  return fromRandomAccessReaderPromise(reader, size, settings).catch((error) => {
    reader.close(() => {})
    throw error
  })
}

/** Checks what yauzl does not, the CRC-32; it checks the length, so an entry never gives more than it claims. */
async function* unpack(zip: ZipFile, entry: ZipEntry, name: string): AsyncGenerator<Uint8Array, void, void> {
  let checksum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(Object.assign(new Entry(), entry))) {
      checksum = crc32(chunk as Uint8Array, checksum)
      yield chunk as Uint8Array
    }
  } catch (error) {
    damagedFile(name, error)
  }
  if (checksum !== entry.crc32) damagedFile(name, new Error('its CRC-32 is wrong'))
}

function damagedFile(name: string, error: unknown): never {
  if (error instanceof DataError) throw error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') throw new DataError('FILE_NOT_FOUND', `there is no file ${name}`, { cause: error })
  throw new DataError('BAD_FILE', `${name} is damaged or no zip archive: ${message}. Replace it by an undamaged copy`, {
    cause: error,
  })
}
