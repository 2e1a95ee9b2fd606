import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The command line that runs the program from its sources. */
export const program = [process.execPath, '--conditions=@vsc/source', '--import', 'tsx', main] as const

export interface Ended {
  /** null where a signal killed it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts a command in a process of its own. */
export function start(command: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = root): Started {
  const [file = '', ...argv] = command
  const child = spawn(file, argv, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      said[name] += text
    })
  }
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said }))) }
}

export const vsc = (...argv: string[]): Promise<Ended> => start([...program, ...argv]).ended

/** Waits until a run has logged so many lines, or its program has ended. */
export async function untilLogged(directory: string, lines: number, { child }: Started): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const log = await readFile(join(directory, 'metrics.jsonl'), 'utf8').catch(() => '')
    if (log.split('\n').length > lines) return
    await setTimeout(2)
  }
}

/** What must be the same to the bit, however often a run was interrupted: its log, and its newest checkpoint. */
export async function outcomeOf(directory: string): Promise<{ metrics: string; checkpoint: string; file: Buffer }> {
  const checkpoints = await readdir(join(directory, 'checkpoints'))
  const checkpoint = checkpoints
    .filter((name) => name.endsWith('.safetensors'))
    .sort()
    .at(-1)!
  return {
    metrics: await readFile(join(directory, 'metrics.jsonl'), 'utf8'),
    checkpoint,
    file: await readFile(join(directory, 'checkpoints', checkpoint)),
  }
}
