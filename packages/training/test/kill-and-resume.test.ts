import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createEngine, type EngineName } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { listCheckpoints, readCheckpoint, readMetrics, readStatus, train } from '@vsc/training'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tinyRun } from './tiny-run.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-kill-'))
})
afterEach(() => rm(folder, { recursive: true }))

const child = fileURLToPath(new URL('train-child.ts', import.meta.url))

/** Trains in a process of its own, killed so long after its first step; true where it came to its end before. */
async function trainAndKill(engine: EngineName, directory: string, afterMilliseconds: number): Promise<boolean> {
  const args = ['--import', 'tsx', '--conditions=@vsc/source', child, engine, directory]
  const training = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  training.stdout.once('data', () => setTimeout(() => training.kill('SIGKILL'), afterMilliseconds))
  const [code] = await once(training, 'exit')
  return code === 0
}

/** Everything that must be equal; of tensors the digests of their bytes. */
async function resultOf(directory: string) {
  const newest = (await listCheckpoints(join(directory, 'checkpoints'))).at(-1)!
  const { state, window, iteration, score } = await readCheckpoint(newest.path)
  const digests = (tensors: typeof state.parameters) =>
    Object.entries(tensors).map(([name, { data }]) => [name, createHash('sha256').update(data).digest('hex')])
  return {
    iteration,
    score,
    window,
    adamStep: state.adamStep,
    parameters: digests(state.parameters),
    firstMoment: digests(state.firstMoment),
    secondMoment: digests(state.secondMoment),
    metrics: await readFile(join(directory, 'metrics.jsonl'), 'utf8'),
    checkpoints: await readdir(join(directory, 'checkpoints')),
  }
}

// VSC_KILLS=100 for a long siege
const kills = Number(process.env.VSC_KILLS ?? 3)

it.each(['onnx:cpu', 'tfjs:cpu'] as const)('kill -9 at random moments and resume: the same bits as undisturbed (%s)', async (name) => {
  const engine = await createEngine({ name, threads: 1 })
  const undisturbed = join(folder, 'undisturbed')
  const { seconds } = await train({ ...tinyRun(), engine, directory: undisturbed })

  const killed = join(folder, 'killed')
  const rng = createRng('kills')
  for (let kill = 0; kill < kills; kill++) {
    await trainAndKill(name, killed, (rng.uniform() * seconds * 1000) / kills)
  }
  while (!(await trainAndKill(name, killed, 60_000)));

  expect(await resultOf(killed)).toEqual(await resultOf(undisturbed))
  expect(await readStatus(join(killed, 'status.json'))).toMatchObject({ state: 'done', iteration: 120 })
  expect((await readMetrics(join(killed, 'metrics.jsonl'))).map(({ iteration }) => iteration)).toEqual([
    ...Array.from({ length: 17 }, (_, i) => 7 * (i + 1)),
    120,
  ])
})
