import { SingleBar } from 'cli-progress'
import type { DownloadListener, DownloadProgress } from './obtain-file.js'

/** What is used of a stream of Node.js such as `process.stderr`. */
interface TextStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Options of `terminalDownloads`; by default it writes to stderr. */
export interface TerminalDownloadsOptions {
  /** `process.stderr` by default. */
  readonly stream?: TextStream
  /** Seconds between lines where the stream is no terminal. */
  readonly every?: number
}

/**
 * Shows downloads on stderr, one after another: on a terminal a bar with the time left; elsewhere, as in a log file, a plain line
 * every ten seconds. There is no colour where the environment variable NO_COLOR is set.
 *
 * @example
 * const load = async () => loadMnist({ split: 'train', onProgress: terminalDownloads() })
 */
export function terminalDownloads({
  stream = process.stderr,
  every = 10,
}: TerminalDownloadsOptions = {}): DownloadListener {
  return stream.isTTY && process.env.TERM !== 'dumb' ? bar(stream) : lines(stream, every)
}

function bar(stream: TextStream): DownloadListener {
  const drawn = process.env.NO_COLOR ? '{bar}' : '\u001b[36m{bar}\u001b[39m'
  const single = new SingleBar({
    format: `{file} ${drawn} {amount}{left}`,
    stream: stream as NodeJS.WriteStream,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    gracefulExit: false, // what to do on Ctrl-C is the program's to say
  })
  let begun = { time: 0, received: 0 }
  return (progress) => {
    const { file, received, total, state } = progress
    if (!single.isActive) begun = { time: performance.now(), received }
    const payload = { file, amount: amountOf(progress), left: timeLeft(progress, begun) }
    // A bar of unknown length stays empty.
    if (!single.isActive && state === 'running') single.start(total ?? Number.MAX_SAFE_INTEGER, received, payload)
    single.update(received, payload)
    if (state !== 'running') single.stop()
  }
}

function lines(stream: TextStream, every: number): DownloadListener {
  let next = 0 // the first is shown at once, as a sign of life
  return (progress) => {
    const { file, state } = progress
    if (state === 'running' && performance.now() < next) return
    next = state === 'running' ? performance.now() + every * 1000 : 0
    stream.write(`${file}: ${amountOf(progress)}${state === 'running' ? '' : `, ${state}`}\n`)
  }
}

/** "42% of 26.4 MB" */
function amountOf({ received, total }: DownloadProgress): string {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)} MB`
  if (total === undefined) return megabytes(received)
  return `${Math.floor((100 * received) / total)}% of ${megabytes(total)}`
}

/** At the rate since it began; nothing where the end is not known. */
function timeLeft({ received, total }: DownloadProgress, begun: { time: number; received: number }): string {
  if (total === undefined || received === begun.received) return ''
  const passed = performance.now() - begun.time
  const seconds = ((passed / 1000) * (total - received)) / (received - begun.received)
  return seconds < 60 ? ` | ${Math.ceil(seconds)} s left` : ` | ${Math.ceil(seconds / 60)} min left`
}
