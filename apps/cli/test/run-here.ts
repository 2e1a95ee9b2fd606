import { runCli } from '../src/cli.js'
import type { Terminal } from '../src/terminal.js'

const { signal } = new AbortController()

/** A terminal that nobody reads. */
export const silent: Terminal = { stdout() {}, stderr() {}, quiet: true, signal }

/** Runs a command line in this process. */
export async function runHere(argv: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: [] as string[], stderr: [] as string[] }
  const code = await runCli(argv, {
    stdout: (content) =>
      said.stdout.push(typeof content === 'string' ? content : Buffer.from(content).toString('latin1')),
    stderr: (text) => said.stderr.push(text),
    signal,
  })
  return { code, stdout: said.stdout.join(''), stderr: said.stderr.join('') }
}
