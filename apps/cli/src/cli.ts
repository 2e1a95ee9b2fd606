import { CommanderError } from 'commander'
import { describeError, exitCodeOf, exitCodes } from './exit-codes.js'
import { createProgram } from './program.js'
import type { Terminal } from './terminal.js'

/**
 * Runs the program.
 *
 * @param argv the arguments, without those of Node.js
 * @returns its exit code
 */
export async function runCli(argv: readonly string[], streams: Omit<Terminal, 'quiet'>): Promise<number> {
  const given = argv.slice(argv[0] === '--' ? 1 : 0) // `pnpm vsc -- train` hands the first -- on
  const terminal = { ...streams, quiet: given.includes('--quiet') || given.includes('-q') }
  let exitCode: number = exitCodes.done
  const program = createProgram({
    terminal,
    finish: (code) => {
      exitCode = code
    },
  })
  try {
    await program.parseAsync(given, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badInput
    if (terminal.signal.aborted) {
      terminal.stderr('Interrupted.\n')
      return exitCodes.interrupted
    }
    terminal.stderr(`error: ${describe(error, given.includes('--debug'))}\n`)
    return exitCodeOf(error)
  }
}

function describe(error: unknown, debug: boolean): string {
  return debug && error instanceof Error ? (error.stack ?? error.message) : describeError(error)
}
