#!/usr/bin/env node
import { runCli } from './cli.js'
import { exitCodes } from './exit-codes.js'

const [command = ''] = process.argv.slice(2)
const interruption = new AbortController()

/** What can be gone on with later; anything else is stopped at once, and leaves no file half-written. */
const resumable = new Set(['train', 'resume'])

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (interruption.signal.aborted || !resumable.has(command)) process.exit(exitCodes.interrupted)
    process.stderr.write('\nFinishing the step under way; once more stops at once.\n')
    interruption.abort()
  })
}

// A reader that has seen enough, such as head, closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
})

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  signal: interruption.signal,
})
