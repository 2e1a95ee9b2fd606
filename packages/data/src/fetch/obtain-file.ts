import { dirname, join } from 'node:path'
import { DataError } from '../errors.js'
import { makeFolder } from '../files/make-folder.js'
import { identifyFile, isRight, wrongFile } from './check-file.js'
import { download } from './download.js'
import { oneAtATime } from './one-at-a-time.js'
import { algorithmOf, byHand, type RemoteFile } from './remote-file.js'
import type { TransferOptions } from './transfer.js'

/** Where a download stands, while it runs and at its end. */
export interface DownloadProgress {
  readonly state: 'running' | 'done' | 'failed'
  /** The file's name. */
  readonly file: string
  /** Bytes that are there. */
  readonly received: number
  /** Bytes that there will be, where that is known. */
  readonly total: number | undefined
}

/** Called again and again while a file is downloaded. */
export type DownloadListener = (progress: DownloadProgress) => void

/** How every loader comes by its files. */
export interface FetchOptions {
  /** The data set's own folder; by default the folder of its name in `dataDirectory()`. */
  readonly directory?: string
  /** Whether what is missing is downloaded; true by default. */
  readonly download?: boolean
  readonly onProgress?: DownloadListener
  /** Stops a download; what is there is resumed by the next. */
  readonly signal?: AbortSignal
  /** Seconds after which a mirror is given up that has sent next to nothing in them; 30 by default. */
  readonly stallSeconds?: number
}

export interface ObtainFileOptions extends FetchOptions {
  readonly directory: string
  /** Files that this one may have been taken for: an error says so. */
  readonly relatives?: readonly RemoteFile[]
}

/**
 * The path of a published file in a folder: one that is there is checked and used without a network; else it is
 * downloaded, from where an earlier download broke off, from the first mirror that gives the right bytes.
 *
 * @throws DataError `WRONG_FILE` where the file that is there has other bytes (it is left alone), `FILE_NOT_FOUND` where it is not
 *   there and `download` is false, `DOWNLOAD_FAILED`, `NOT_WRITABLE`; the signal's reason where that stopped it
 */
export async function obtainFile(remote: RemoteFile, options: ObtainFileOptions): Promise<string> {
  const path = join(options.directory, remote.name)
  return oneAtATime(path, () => obtain(remote, path, options))
}

async function obtain(remote: RemoteFile, path: string, options: ObtainFileOptions): Promise<string> {
  const { download: mayDownload = true, relatives, onProgress, signal, stallSeconds = 30 } = options
  signal?.throwIfAborted()
  const found = await identifyFile(path, { algorithm: algorithmOf(remote.checksum), signal })
  if (found !== undefined) {
    if (isRight(found, remote)) return path
    throw wrongFile(path, { remote, found, ...(relatives && { relatives }) })
  }
  if (!mayDownload) {
    throw new DataError('FILE_NOT_FOUND', `${path} is not there and may not be downloaded. ${byHand(remote, path)}`)
  }
  await makeFolder(dirname(path)).catch((cause: Error) => {
    throw new DataError('NOT_WRITABLE', cause.message, { cause })
  })
  await downloadShown(path, { remote, signal, stallSeconds }, onProgress)
  return path
}

async function downloadShown(
  path: string,
  options: Omit<TransferOptions, 'onReceived'>,
  onProgress: DownloadListener | undefined,
): Promise<void> {
  const { name: file, bytes } = options.remote
  let latest: Omit<DownloadProgress, 'state'> = { file, received: 0, total: bytes }
  const show = (state: DownloadProgress['state']) => onProgress?.({ state, ...latest })
  const onReceived = (received: number, total: number | undefined) => {
    latest = { file, received, total }
    show('running')
  }
  try {
    await download(path, { ...options, onReceived })
  } catch (error) {
    show('failed')
    throw error
  }
  show('done')
}
