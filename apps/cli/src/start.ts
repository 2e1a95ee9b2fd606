import { exitCodes, interruption, programStreams } from '@vsc/terminal'
import type { CliOptions } from './cli.js'

/** What can be gone on with later; anything else is stopped at once, and leaves no file half-written. */
const resumable = new Set(['train', 'resume', 'experiment', 'sweep', 'worker'])

/** Runs the program in this process, as its arguments say, and sets its exit code. */
export async function start(options: CliOptions = {}): Promise<void> {
  const [command = ''] = process.argv.slice(2).filter((argument) => argument !== '--')
  const goesOn = options.invocation !== undefined || resumable.has(command)
  hideSecrets(command)
  const { stdout, stderr } = programStreams()
  const signal = interruption({
    exitCode: exitCodes.interrupted,
    onInterrupt() {
      if (!goesOn) process.exit(exitCodes.interrupted)
      stderr('\nFinishing the step under way; once more stops at once.\n')
    },
  })
  const { runCli } = await import('./cli.js') // only now, so that what keeps it from being loaded is told in a line
  process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, signal }, options)
}

/** What is said of a process to everyone on its machine has no password in it, which an address of a queue may. */
function hideSecrets(command: string): void {
  if (process.argv.some((argument) => /:\/\/[^/]*@/.test(argument))) process.title = `vsc ${command}`.trim()
}
