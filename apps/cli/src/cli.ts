import { describeError, exitCodeOf, exitCodes, traceOf } from '@vsc/terminal'
import { CommanderError } from 'commander'
import type { Context, LabNames } from './command.js'
import { createExperimentProgram, createProgram } from './program.js'
import { type Terminal, warn } from './terminal.js'

export interface CliOptions {
  /** Where `vsc experiment` is the whole program: how it is called. */
  readonly invocation?: string
}

/**
 * Runs the program.
 *
 * @param argv the arguments, without those of Node.js
 * @returns its exit code
 */
export async function runCli(
  argv: readonly string[],
  streams: Omit<Terminal, 'quiet'>,
  { invocation }: CliOptions = {},
): Promise<number> {
  const given = argv.slice(argv[0] === '--' ? 1 : 0) // `pnpm vsc -- train` hands the first -- on
  const terminal = { ...streams, quiet: given.includes('--quiet') || given.includes('-q') }
  let exitCode: number = exitCodes.done
  try {
    const names = needsNames(given) ? await labNames(given, terminal) : undefined
    const context: Context = {
      terminal,
      ...(names && { names }),
      finish: (code) => {
        exitCode = code
      },
    }
    const program =
      invocation === undefined ? createProgram(context) : createExperimentProgram({ ...context, invocation })
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

/** Help and completion list what the lab has. */
const needsNames = (argv: readonly string[]): boolean =>
  argv.some((argument) => ['--help', '-h', 'help', 'completion'].includes(argument))

async function labNames(argv: readonly string[], terminal: Terminal): Promise<LabNames> {
  const { labOf } = await import('./lab.js')
  const use = argv[argv.indexOf('--use') + 1]
  const own = { ownLab: !argv.includes('--no-config'), ...(argv.includes('--use') && use !== undefined && { use }) }
  const silent = { ...terminal, quiet: true }
  const lab = await labOf(own, silent).catch((error: unknown) => {
    warn(terminal, `${describeError(error)}; what is your own is left out here`) // help is needed most where something is wrong
    return labOf({ ownLab: false }, silent)
  })
  const namesOf = (records: readonly { readonly name: string }[]) => records.map(({ name }) => name)
  return { models: namesOf(lab.models), dataSets: namesOf(lab.dataSets), experiments: namesOf(lab.experiments) }
}

function describe(error: unknown, debug: boolean): string {
  return debug && error instanceof Error ? traceOf(error) : describeError(error, { hint: '--debug shows where' })
}
