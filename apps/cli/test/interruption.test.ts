import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { program, type Started, start, untilLogged } from './program.js'
import { hasTerminals, startOnTerminal } from './pseudo-terminal.js'

vi.setConfig({ testTimeout: 120_000 })

const root = fileURLToPath(new URL('../../../', import.meta.url))
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)
const slow = pathToFileURL(fileURLToPath(new URL('slow-steps.ts', import.meta.url))).href

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-signals-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** No checkpoint is due in these runs but the one that an interruption writes. */
const settings = [
  ...['data.count=100', 'model.hiddenDim=8', 'model.latentDim=3', 'training.iterations=100000'],
  ...['training.batchSize=10', 'training.logEvery=1', 'training.checkpointEvery=100000'],
].flatMap((setting) => ['--set', setting])
const training = ['train', '--preset', 'smoke', '--engine', 'onnx:cpu', ...settings]

const withSteps = (milliseconds: number) => ({
  STEP_MS: `${milliseconds}`,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import tsx --import ${slow}`,
})

/** `pnpm vsc train` on a terminal, as the root's script has it. */
const trainOnTerminal = (run: string, milliseconds: number): Started =>
  startOnTerminal([manifest.scripts.vsc!, ...training, '--out', run].join(' '), {
    cwd: root,
    env: withSteps(milliseconds),
  })

const statusOf = async (run: string) => JSON.parse(await readFile(join(run, 'status.json'), 'utf8'))

async function expectCheckpoint(run: string): Promise<void> {
  const { state, iteration } = await statusOf(run)
  expect(state).toBe('interrupted')
  expect(iteration).toBeGreaterThanOrEqual(2)
  expect(await readdir(join(run, 'checkpoints'))).toEqual([`iteration-${`${iteration}`.padStart(9, '0')}.safetensors`])
}

it('the programs of the root are started without another in between that would hand signals on', () => {
  for (const name of ['vsc', 'experiment', 'bench'] as const) expect(manifest.scripts[name]).toMatch(/^node /)
})

describe.skipIf(!hasTerminals)(
  'on a terminal (skipped where neither script of util-linux nor python3 is there)',
  () => {
    it.each([5, 120, 400, 1600])('Ctrl-C in a step of %i ms loses no step that was taken', async (milliseconds) => {
      const run = join(folder, `ctrl-c-${milliseconds}`)
      const running = trainOnTerminal(run, milliseconds)
      await untilLogged(run, 2, running)
      running.child.stdin!.write('\x03')
      const { code, stdout } = await running.ended
      expect(stdout).toContain('Interrupted after')
      expect(code).toBe(130)
      await expectCheckpoint(run)
    })

    it.each([5, 400])(
      'a terminal that is closed in a step of %i ms loses no step that was taken',
      async (milliseconds) => {
        const run = join(folder, `closed-${milliseconds}`)
        const running = trainOnTerminal(run, milliseconds)
        await untilLogged(run, 2, running)
        running.child.kill('SIGKILL') // the terminal itself: what runs on it is sent SIGHUP, and can write nothing to it any more
        await running.ended
        await vi.waitFor(async () => expect((await statusOf(run)).state).not.toBe('running'), 60_000)
        await expectCheckpoint(run)
      },
    )
  },
)

describe.skipIf(process.platform === 'win32')('without a terminal', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)('%s, sent and handed on once more, writes a checkpoint', async (name) => {
    const run = join(folder, name)
    const running = start([...program, ...training, '--out', run], withSteps(400))
    await untilLogged(run, 2, running)
    running.child.kill(name)
    await setTimeout(10)
    running.child.kill('SIGTERM')
    const { code, stderr } = await running.ended
    expect(stderr).toContain('Interrupted after')
    expect(code).toBe(130)
    await expectCheckpoint(run)
  })
})
