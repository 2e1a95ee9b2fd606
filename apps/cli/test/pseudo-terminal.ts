import { execFileSync, spawn } from 'node:child_process'
import type { Ended, Started } from './program.js'

const works = (file: string, argv: readonly string[], expected: RegExp): boolean => {
  try {
    return expected.test(execFileSync(file, argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return false
  }
}

const python = `import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(['sh', '-c', sys.argv[1]])))`

/** How a command line is run on a terminal of its own, by what this machine has: `script` of util-linux, or Python. */
const onTerminal = works('script', ['--version'], /util-linux/)
  ? (command: string) => ['script', '-qec', command, '/dev/null']
  : works('python3', ['-c', 'import os, pty; print(os.waitstatus_to_exitcode(0))'], /^0/)
    ? (command: string) => ['python3', '-c', python, command]
    : undefined

/** Whether there is a way to run a program on a terminal. */
export const hasTerminals = onTerminal !== undefined

/** Starts a command line on a terminal of its own; what is written to the child's stdin is typed there. */
export function startOnTerminal(
  command: string,
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Started {
  const [file = '', ...argv] = onTerminal!(command)
  const child = spawn(file, argv, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'ignore'] })
  let stdout = ''
  child.stdout.on('data', (text) => (stdout += text))
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr: '' })))
  return { child, ended }
}
