#!/usr/bin/env node
import { interruption, programStreams } from '@vsc/terminal'
import { exitCodes } from './exit-codes.js'

const [command = ''] = process.argv.slice(2).filter((argument) => argument !== '--')
const { stdout, stderr } = programStreams()

/** What can be gone on with later; anything else is stopped at once, and leaves no file half-written. */
const resumable = new Set(['train', 'resume'])

const signal = interruption({
  exitCode: exitCodes.interrupted,
  onInterrupt() {
    if (!resumable.has(command)) process.exit(exitCodes.interrupted)
    stderr('\nFinishing the step under way; once more stops at once.\n')
  },
})

const { runCli } = await import('./cli.js') // only now, so that what keeps it from being loaded is told in a line
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, signal })
