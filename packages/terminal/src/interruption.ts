/** Options of `interruption`. */
export interface InterruptionOptions {
  /** What the process ends with when it is told to stop at once. */
  readonly exitCode: number
  /** Called once, when the first signal has come. */
  readonly onInterrupt: () => void
}

/**
 * Is aborted when this process is told to stop: by Ctrl-C, by `kill`, or by a terminal that is closed (SIGINT, SIGTERM, SIGHUP).
 * The program then finishes what it is at. Told once more, the process ends at once.
 *
 * One Ctrl-C may come twice: from the terminal to every process on it, and once more from a program in between that hands it
 * on. So whatever comes within a second of the first is the same one. A long step keeps Node.js from hearing a signal until it
 * is over; whatever has come in by the time that the second is over and heard of is the same one too.
 */
export function interruption({ exitCode, onInterrupt }: InterruptionOptions): AbortSignal {
  const controller = new AbortController()
  let once = false // the first signal is over: another is another
  const interrupt = () => {
    if (once) process.exit(exitCode)
    if (controller.signal.aborted) return
    controller.abort()
    // After a long step timers are run first, then signals heard, and only then what setImmediate was given.
    setTimeout(() => setImmediate(() => (once = true)), 1000).unref()
    onInterrupt()
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
  return controller.signal
}
