import { interruption, programStreams } from '@vsc/terminal'
import { exitCodes, runCli } from './cli.js'

const { stdout, stderr } = programStreams()

const signal = interruption({
  exitCode: exitCodes.interrupted,
  onInterrupt: () => stderr('\nFinishing the step under way; once more stops at once.\n'),
})

process.exitCode = await runCli(process.argv.slice(2), { stdout, stderr, signal })
