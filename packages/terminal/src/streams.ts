import { describeLimit } from './limits.js'
import { printable } from './printable.js'
import { traceOf } from './trace-of.js'

/** Where a program's words go. */
export interface ProgramStreams {
  /** Words, or the bytes of a result. */
  readonly stdout: (content: string | Uint8Array) => void
  /** Writes what is said to people. */
  readonly stderr: (text: string) => void
}

/**
 * The streams of this process, made safe: names from outside cannot steer the terminal, and a reader that has seen enough (such as
 * `head`) ends the program without an error. Neither a terminal that is gone nor a log on a full disk keeps it from finishing its
 * work; a result that cannot be written ends it with code 1 and a line that says so. Where the system lets the process open too few
 * files, also for what loads the program, it says so in one line and ends with code 1.
 */
export function programStreams(): ProgramStreams {
  const stderr = (text: string) => void process.stderr.write(printable(text))
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    if (isGone(error)) return
    stderr(`error: the output could not be written (${error.message}): make room, or send it elsewhere\n`)
    process.exit(1)
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!isGone(error) && !isFull(error)) throw error
  })
  process.on('uncaughtException', (error) => {
    const limit = describeLimit(error)
    stderr(limit === undefined ? `${traceOf(error)}\n` : `error: ${limit}\n`)
    process.exit(1)
  })
  return {
    // What is piped on is data, to the byte.
    stdout: (content) =>
      void process.stdout.write(typeof content === 'string' && process.stdout.isTTY ? printable(content) : content),
    stderr,
  }
}

/** The terminal was closed, or the connection to it lost. */
const isGone = ({ code = '' }: NodeJS.ErrnoException) => ['EIO', 'EPIPE', 'ENXIO', 'EBADF', 'ECONNRESET'].includes(code)

const isFull = ({ code }: NodeJS.ErrnoException) => code === 'ENOSPC' || code === 'EDQUOT'
