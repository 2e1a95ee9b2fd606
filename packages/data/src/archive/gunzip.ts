import { promisify } from 'node:util'
import { gunzip as inflate } from 'node:zlib'
import { DataError } from '../errors.js'

const inflateAsync = promisify(inflate)

/** Whether these bytes begin as every gzip file does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Unpacks a gzip file in memory, never more than `limit` bytes of it.
 *
 * @param name what errors call the file
 * @throws DataError `BAD_FILE` where it is damaged or holds more
 */
export async function gunzip(bytes: Uint8Array, { name, limit }: { name: string; limit: number }): Promise<Uint8Array> {
  try {
    return await inflateAsync(bytes, { maxOutputLength: limit })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const found = code === 'ERR_BUFFER_TOO_LARGE' ? `holds more than ${limit.toLocaleString('en')} bytes` : message
    throw new DataError('BAD_FILE', `${name} cannot be unpacked: ${found}. Replace it by an undamaged copy`, {
      cause: error,
    })
  }
}
