import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// Whole programs in processes of their own: seconds each.
vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const main = fileURLToPath(new URL('../main.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'side-by-side-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Two models that train for longer than anyone waits, with no checkpoint due. */
const settings = [
  ...['training.iterations=1000000', 'training.checkpointEvery=1000000', 'training.logEvery=1'],
  ...['data.trainCount=200', 'data.testCount=50', 'training.batchSize=10'],
].flatMap((assignment) => ['--set', assignment])

async function startTwo(out: string) {
  const argv = ['--preset', 'smoke', '--models', 'vsc', '--seeds', '1,2', '--jobs', '2', '--fresh', ...settings]
  const program = [process.execPath, '--conditions=@vsc/source', '--import', 'tsx', main]
  const child = spawn(program[0]!, [...program.slice(1), ...argv, '--out', out], {
    cwd: root,
    detached: true, // a process group of its own, as a shell gives to each job
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (text) => (stderr += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const runs = ['vsc-j18-seed1', 'vsc-j18-seed2'].map((id) => join(out, 'runs', id))
  for (const run of runs) {
    const logged = () => readFile(join(run, 'metrics.jsonl'), 'utf8').catch(() => '')
    while ((await logged()).split('\n').length < 3) {
      if (child.exitCode !== null) throw new Error(`the program ended: ${stderr}`)
      await setTimeout(10)
    }
  }
  return { child, ended, runs }
}

async function expectCheckpoint(run: string): Promise<void> {
  const { state, iteration } = JSON.parse(await readFile(join(run, 'status.json'), 'utf8'))
  expect(state).toBe('interrupted')
  expect(await readdir(join(run, 'checkpoints'))).toEqual([`iteration-${`${iteration}`.padStart(9, '0')}.safetensors`])
}

describe.skipIf(process.platform === 'win32')('models that are trained side by side', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('are all saved when %s reaches every process', async (name) => {
    const { child, ended, runs } = await startTwo(join(folder, name))
    process.kill(-child.pid!, name)
    expect(await ended).toBe(130)
    for (const run of runs) await expectCheckpoint(run)
  })

  it('are saved when the program that started them is killed', async () => {
    const { child, ended, runs } = await startTwo(join(folder, 'SIGKILL'))
    child.kill('SIGKILL')
    await ended
    for (const run of runs) await vi.waitFor(() => expectCheckpoint(run), 60_000)
  })
})
