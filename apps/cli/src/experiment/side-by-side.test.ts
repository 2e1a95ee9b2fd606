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
const main = fileURLToPath(new URL('../../../experiments/src/main.ts', import.meta.url))

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

function start(argv: readonly string[]) {
  const program = ['--conditions=@vsc/source', '--import', 'tsx', main]
  const child = spawn(process.execPath, [...program, ...argv], {
    cwd: root,
    detached: true, // a process group of its own, as a shell gives to each job
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (text) => (stderr += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, ended, said: () => stderr }
}

async function startTwo(out: string) {
  const argv = ['--preset', 'smoke', '--models', 'vsc', '--seeds', '1,2', '--jobs', '2', '--fresh', ...settings]
  const { child, ended, said } = start([...argv, '--out', out])
  const runs = ['vsc-j18-seed1', 'vsc-j18-seed2'].map((id) => join(out, 'runs', id))
  for (const run of runs) {
    const logged = () => readFile(join(run, 'metrics.jsonl'), 'utf8').catch(() => '')
    while ((await logged()).split('\n').length < 3) {
      if (child.exitCode !== null) throw new Error(`the program ended: ${said()}`)
      await setTimeout(10)
    }
  }
  return { child, ended, runs }
}

/** The process that trains into this folder; 0 for none, or two. */
async function trainerOf(run: string): Promise<number> {
  const [claim, other] = (await readdir(run)).filter((name) => name.endsWith('.lock'))
  if (claim === undefined || other !== undefined) return 0
  return JSON.parse(await readFile(join(run, claim), 'utf8').catch(() => '{"pid":0}')).pid
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

  it.runIf(process.platform === 'linux')('go on at once after that, with steps still under way', async () => {
    const out = join(folder, 'at-once')
    const { child, ended, runs } = await startTwo(out)
    const trainers = await Promise.all(runs.map(trainerOf))
    for (const pid of trainers) process.kill(pid, 'SIGSTOP') // as in a long step
    child.kill('SIGKILL')
    await ended
    const resumed = start(['--resume', out, '--jobs', '2'])
    await vi.waitFor(() => expect(resumed.said().match(/finishes its step/g)?.length).toBe(2), 60_000)
    for (const pid of trainers) process.kill(pid, 'SIGCONT')
    for (const [i, run] of runs.entries()) {
      await vi.waitFor(async () => expect([0, trainers[i]]).not.toContain(await trainerOf(run)), 60_000)
    }
    resumed.child.kill('SIGINT')
    expect(await resumed.ended).toBe(130)
    expect(resumed.said()).not.toContain('failed')
  })
})
