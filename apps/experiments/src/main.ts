import { interruption, programStreams } from '@vsc/terminal'
import { exitCodes } from './exit-codes.js'

const { stdout, stderr } = programStreams()

const signal = interruption({
  exitCode: exitCodes.interrupted,
  onInterrupt: () => stderr('\nFinishing the step under way; once more stops at once.\n'),
})

const { runCli } = await import('./cli.js') // only now, so that what keeps it from being loaded is told in a line
process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, signal })
