import { rename, rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { DataError } from '../errors.js'
import { identifyFile, isRight } from './check-file.js'
import { claimPartFile, sizeOf } from './part-file.js'
import { algorithmOf, byHand, describeBytes } from './remote-file.js'
import { isTooSlow, type TransferOptions, transfer } from './transfer.js'

/** How often one server is asked to go on from where it broke off. */
const transfersPerMirror = 20

/**
 * Fetches a file from the first mirror that gives its bytes. It gets its name when it is whole and checked, never before;
 * what came before a failure is kept beside it for the next call.
 *
 * @throws DataError `DOWNLOAD_FAILED` with what each mirror did, `NOT_WRITABLE`; the signal's reason
 */
export async function download(path: string, options: TransferOptions): Promise<void> {
  const { remote, signal } = options
  const part = await claimPartFile(path)
  const failures: string[] = []
  for (const url of remote.mirrors) {
    try {
      await downloadFrom(url, part, options)
      await rename(part, path)
      return
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof DataError) throw error
      failures.push(`\n  ${url}: ${reasonOf(error as Error)}`)
    }
  }
  throw new DataError(
    'DOWNLOAD_FAILED',
    `could not fetch ${remote.name}, ${remote.title}:${failures.join('')}\n${byHand(remote, path)}`,
  )
}

async function downloadFrom(url: string, part: string, options: TransferOptions): Promise<void> {
  const { remote, signal } = options
  for (let transfers = 1; ; transfers++) {
    const before = await sizeOf(part)
    try {
      if (before === 0 || before !== remote.bytes) await transfer(url, part, options)
    } catch (error) {
      signal?.throwIfAborted()
      const stuck = (await sizeOf(part)) === before
      if (stuck || isTooSlow(error) || transfers === transfersPerMirror || error instanceof DataError) throw error
      await pause(200, undefined, { signal })
      continue
    }
    const found = await identifyFile(part, { algorithm: algorithmOf(remote.checksum), signal })
    if (found !== undefined && isRight(found, remote)) return
    await rm(part, { force: true })
    // Where part of it was there before, that may have been wrong: once more, from the start.
    if (before === 0)
      throw new Error(found === undefined ? 'sent nothing' : `sent other bytes: ${describeBytes(found)}`)
  }
}

/** "connect ECONNREFUSED 127.0.0.1:80": `fetch` hides what happened in the cause. */
function reasonOf(error: Error): string {
  const cause = error.cause
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0] as Error)
  return cause instanceof Error ? reasonOf(cause) : error.message
}
