import { exitCodes, runCli } from './cli.js'

const interruption = new AbortController()

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
    process.stderr.write('\nFinishing the step under way; once more stops at once.\n')
    interruption.abort()
  })
}

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  signal: interruption.signal,
})
