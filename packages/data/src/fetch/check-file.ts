import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { byHand, type Checksum, type ChecksumAlgorithm, describeBytes, type RemoteFile } from './remote-file.js'

/** What a file on the disk is. */
export interface FileIdentity {
  readonly bytes: number
  readonly checksum: Checksum
}

/** Reads a file through; undefined where there is none. */
export async function identifyFile(
  path: string,
  {
    algorithm = 'sha256',
    signal,
  }: { readonly algorithm?: ChecksumAlgorithm; readonly signal?: AbortSignal | undefined } = {},
): Promise<FileIdentity | undefined> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw new DataError('BAD_FILE', `cannot look at ${path}: ${error.message}`, { cause: error })
  })
  if (status === undefined) return undefined
  if (!status.isFile()) throw new DataError('WRONG_FILE', `${path} is a folder or a device, expected a file`)
  const hash = createHash(algorithm)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer)
  } catch (error) {
    signal?.throwIfAborted()
    throw new DataError('BAD_FILE', `cannot read ${path}: ${(error as Error).message}`, { cause: error })
  }
  return { bytes: status.size, checksum: `${algorithm}:${hash.digest('hex')}` }
}

/** Whether these are the bytes that were published. */
export function isRight(found: FileIdentity, { bytes, checksum }: RemoteFile): boolean {
  return found.checksum === checksum && (bytes === undefined || found.bytes === bytes)
}

/** The error for a file whose bytes are not those that its name promises. `relatives` are files it may have been taken for. */
export function wrongFile(
  path: string,
  { remote, found, relatives = [] }: { remote: RemoteFile; found: FileIdentity; relatives?: readonly RemoteFile[] },
): DataError {
  const relative = relatives.find((other) => isRight(found, other))
  const instead = relative === undefined ? '' : `; these are ${relative.title}`
  return new DataError(
    'WRONG_FILE',
    `${path} is not ${remote.title}: found ${describeBytes(found)}${instead}, expected ${describeBytes(remote)}. ` +
      `Remove it to have it fetched again. ${byHand(remote, path)}`,
  )
}
