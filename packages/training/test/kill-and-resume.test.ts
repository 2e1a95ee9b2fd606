import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createEngine, type EngineName } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { readStatus, train } from '@vsc/training/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outcomeOf } from './outcome.js'
import { runs } from './tiny-run.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-kill-'))
})
afterEach(() => rm(folder, { recursive: true }))

const child = fileURLToPath(new URL('train-child.ts', import.meta.url))

/** Trains in a process of its own, killed some time after so many iterations; gives its exit code, null where it was killed. */
async function trainAndKill(
  directory: string,
  { run, engine, iteration, delay }: { run: keyof typeof runs; engine: EngineName; iteration: number; delay: number },
): Promise<number | null> {
  const args = ['--import', 'tsx', '--conditions=@vsc/source', child, engine, directory, run]
  const training = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(training, 'exit')
  for await (const line of createInterface(training.stdout)) {
    if (Number(line) < iteration) continue
    await setTimeout(delay)
    training.kill('SIGKILL')
    break
  }
  const [code] = await exit
  return code
}

// VSC_TEST_KILLS=50 VSC_TEST_ENGINE=tfjs:cpu for a long siege
const kills = Number(process.env.VSC_TEST_KILLS ?? 3)
const engine = (process.env.VSC_TEST_ENGINE ?? 'onnx:cpu') as EngineName

describe.each([
  ['tiny', 'done'],
  ['bent', 'stopped-early'],
] as const)('a run that is %s and ends %s', (run, end) => {
  it('kill -9 at random moments and resume: the same bits as a run left alone', {
    timeout: 60_000 + kills * 10_000,
  }, async () => {
    const undisturbed = join(folder, 'undisturbed')
    const { state, iteration: last } = await train({
      ...runs[run](),
      engine: await createEngine({ name: engine, threads: 1 }),
      directory: undisturbed,
      onWarning: () => {},
    })
    expect(state).toBe(end)

    const killed = join(folder, 'killed')
    const rng = createRng('kills')
    for (let kill = 0; kill < kills; kill++) {
      // moments spread over the run; within a step and the writing of its checkpoint the delay decides
      const iteration = Math.floor(((kill + rng.uniform()) * 0.95 * last) / kills)
      expect(await trainAndKill(killed, { run, engine, iteration, delay: rng.uniform() * 5 })).toBe(null)
    }
    expect(await readStatus(join(killed, 'status.json'))).toMatchObject({ state: 'running' })
    expect(await trainAndKill(killed, { run, engine, iteration: Number.POSITIVE_INFINITY, delay: 0 })).toBe(0)

    expect(await outcomeOf(killed)).toEqual(await outcomeOf(undisturbed))
    expect(await readStatus(join(killed, 'status.json'))).toMatchObject({ state: end, iteration: last })
  })
})
