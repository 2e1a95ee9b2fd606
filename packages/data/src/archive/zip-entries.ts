import { type Entry, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { DataError } from '../errors.js'
import { dangerOf } from './entry-name.js'

/** What an archive may claim at most before anything of it is unpacked. */
export interface ZipLimits {
  readonly entries: number
  /** Bytes of all files together, unpacked. */
  readonly bytes: number
  /** Bytes unpacked for each byte of the archive: what tells a bomb. */
  readonly ratio: number
}

/** Of the data sets here, CelebA has the most entries (202,599), dSprites the most bytes (3 GB) and the highest ratio (about 180). */
const largest: ZipLimits = { entries: 300_000, bytes: 4 * 2 ** 30, ratio: 300 }

/** What is kept of yauzl's entry: 200,000 of them would fill 130 MB with their raw headers. */
export type ZipEntry = Pick<
  Entry,
  | 'uncompressedSize'
  | 'compressedSize'
  | 'compressionMethod'
  | 'crc32'
  | 'generalPurposeBitFlag'
  | 'relativeOffsetOfLocalHeader'
>

/**
 * The files of an archive by name, in its order, without its folders. `archive` is what errors call it.
 *
 * @throws DataError `BAD_FILE` where the list is damaged, `UNSAFE_ARCHIVE` for a name that leads out of a folder, a symbolic link, two
 *   files of one name, or more than the limits allow
 */
export async function readEntries(
  zip: ZipFile,
  archive: string,
  limits: Partial<ZipLimits> = {},
): Promise<Map<string, ZipEntry>> {
  const { entries: mostEntries, bytes: mostBytes, ratio } = { ...largest, ...limits }
  const refuse = (found: string) => new DataError('UNSAFE_ARCHIVE', `${archive} is refused: ${found}`)
  if (zip.entryCount > mostEntries) throw refuse(`it has ${zip.entryCount} entries, expected at most ${mostEntries}`)
  const most = Math.min(mostBytes, ratio * zip.fileSize)
  let bytes = 0
  const entries = new Map<string, ZipEntry>()
  for await (const entry of zip.eachEntry()) {
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
    const danger = dangerOf(name, entry.externalFileAttributes)
    if (danger !== undefined) throw refuse(`its entry ${JSON.stringify(name)} is unsafe: ${danger}`)
    if (name.endsWith('/')) continue
    if (entries.has(name)) throw refuse(`it has two entries named ${JSON.stringify(name)}`)
    bytes += entry.uncompressedSize
    if (bytes > most) throw refuse(`its ${zip.fileSize} bytes claim to hold more than ${most}, as a bomb would`)
    entries.set(name, entryOf(entry))
  }
  return entries
}

function entryOf(entry: Entry): ZipEntry {
  const { uncompressedSize, compressedSize, compressionMethod, crc32 } = entry
  const { generalPurposeBitFlag, relativeOffsetOfLocalHeader } = entry
  return {
    uncompressedSize,
    compressedSize,
    compressionMethod,
    crc32,
    generalPurposeBitFlag,
    relativeOffsetOfLocalHeader,
  }
}
