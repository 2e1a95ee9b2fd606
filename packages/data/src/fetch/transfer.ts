import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { DataError } from '../errors.js'
import { sizeOf } from './part-file.js'
import type { RemoteFile } from './remote-file.js'

export interface TransferOptions {
  readonly remote: RemoteFile
  /** Called with the bytes that `part` holds so far, and with how many there will be where that is known. */
  readonly onReceived: (received: number, total: number | undefined) => void
  readonly signal: AbortSignal | undefined
  /** Seconds after which a server is given up that has sent next to nothing in them. */
  readonly stallSeconds: number
}

/** No file without a published size comes near this, and no server may fill the disk. */
const unknownSizeLimit = 2 ** 30

/** Windows, which has no such flag, makes no links without rights. */
const noFollow = constants.O_NOFOLLOW ?? 0

/** Bytes a second: a server that drips more slowly would take days for the smallest of the data sets. */
const slowest = 1024

/** Whether a transfer ended since the server sent next to nothing, so that to ask it again is of no use. */
export const isTooSlow = (error: unknown): boolean => tooSlow.has(error as Error)
const tooSlow = new WeakSet<Error>()

/**
 * Asks a server once for what is missing at the end of `part` and appends it. Where the server ignores the range, the file is
 * written again.
 *
 * @throws Error that says what the server did; what came before it broke off stays in `part`
 */
export async function transfer(url: string, part: string, options: TransferOptions): Promise<void> {
  const { signal, stallSeconds } = options
  const stall = new AbortController()
  const timer = setTimeout(() => stall.abort(), stallSeconds * 1000)
  let sinceThen = 0
  const onBytes = (count: number) => {
    sinceThen += count
    if (sinceThen < slowest * stallSeconds) return
    sinceThen = 0
    timer.refresh()
  }
  try {
    const have = await sizeOf(part)
    const response = await fetch(url, {
      // Compressed on the way, the bytes would not be those that the range counts.
      headers: { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-` }) },
      signal: signal === undefined ? stall.signal : AbortSignal.any([signal, stall.signal]),
    })
    try {
      await receive(response, part, { ...options, have, onBytes })
    } finally {
      await response.body?.cancel().catch(() => {}) // so that the rest is not sent
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (stall.signal.aborted)
      throw givenUp(
        `sent ${sinceThen === 0 ? 'nothing' : `only ${inFigures(sinceThen)} bytes`} for ${stallSeconds} seconds`,
      )
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function givenUp(reason: string): Error {
  const error = new Error(reason)
  tooSlow.add(error)
  return error
}

interface ReceiveOptions extends TransferOptions {
  /** Bytes in `part` before. */
  readonly have: number
  readonly onBytes: (count: number) => void
}

async function receive(response: Response, part: string, options: ReceiveOptions): Promise<void> {
  const { remote, have, onReceived, onBytes } = options
  const { start, total = remote.bytes } = contentRange(response)
  if (response.status === 416) {
    if (total === have) return
    await rm(part, { force: true })
    throw new Error(`has nothing after byte ${inFigures(have)}`)
  }
  if (!response.ok) throw new Error(`answered ${response.status} ${response.statusText}`.trim())
  if (start !== 0 && start !== have)
    throw new Error(`sends from byte ${inFigures(start)} instead of ${inFigures(have)}`)
  const limit = remote.bytes ?? unknownSizeLimit
  if (total !== undefined && (total > limit || total < (remote.bytes ?? 0))) {
    throw new Error(`offers ${inFigures(total)} bytes, not ${inFigures(limit)}`)
  }

  const file = await orNotWritable(
    part,
    open(
      part,
      constants.O_WRONLY | constants.O_CREAT | noFollow | (start === 0 ? constants.O_TRUNC : constants.O_APPEND),
    ),
  )
  try {
    let received = start
    for await (const chunk of bytesOf(response)) {
      onBytes(chunk.length)
      received += chunk.length
      if (received > limit) throw new Error(`sends more than ${inFigures(limit)} bytes`)
      await orNotWritable(part, file.writeFile(chunk))
      onReceived(received, total)
    }
    if (received < (total ?? 0)) throw new Error(`broke off after ${inFigures(received)} bytes`)
  } finally {
    await file.close()
  }
}

/** The chunks of a body. The types of browsers, which come with TensorFlow.js, do not know that they can be gone through. */
const bytesOf = ({ body }: Response) => (body ?? []) as unknown as AsyncIterable<Uint8Array>

/** Where the body begins in the file and how long the file is, as far as the server says. */
function contentRange({ status, headers }: Response): { start: number; total: number | undefined } {
  if (status === 200) {
    const length = headers.get('content-length')
    return { start: 0, total: length === null ? undefined : Number(length) }
  }
  const [, start = '0', total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  return { start: Number(start), total: total === undefined ? undefined : Number(total) }
}

function inFigures(count: number): string {
  return count.toLocaleString('en')
}

/** The disk's refusal is not the server's fault, and no other server would help. */
async function orNotWritable<T>(path: string, write: Promise<T>): Promise<T> {
  return write.catch((error: Error) => {
    throw new DataError('NOT_WRITABLE', `cannot write ${path}: ${error.message}`, { cause: error })
  })
}
