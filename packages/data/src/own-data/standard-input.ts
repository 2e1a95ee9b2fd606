import { DataError } from '../errors.js'

/** The path that stands for standard input. */
export const standardInput = '-'

let read: Promise<Uint8Array> | undefined

/**
 * All bytes of standard input. They come but once, and are kept: the same data may be asked for again, for another split.
 *
 * @throws DataError `FILE_NOT_FOUND` where it is a terminal, `TOO_LARGE`
 */
export function readStandardInput(limit: number): Promise<Uint8Array> {
  read ??= readAll(limit)
  return read
}

async function readAll(limit: number): Promise<Uint8Array> {
  if (process.stdin.isTTY) {
    throw new DataError('FILE_NOT_FOUND', "'-' is standard input, but nothing is piped into it: give < file, or a path")
  }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > limit) throw new DataError('TOO_LARGE', `standard input holds more than ${limit / 2 ** 20} MiB`)
    pieces.push(piece)
  }
  if (size === 0) throw new DataError('BAD_FILE', 'standard input is empty: expected a file piped into it')
  return Buffer.concat(pieces)
}
