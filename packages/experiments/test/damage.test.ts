import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine } from '@vsc/engine'
import { type Conclusion, createExperimentFolder, type Plan, runExperiment } from '@vsc/lab'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { lab, planOf as resolvePlan } from './run-smoke.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const id = 'vsc-j18-seed1'
const nothing: Conclusion = { results: [], verdict: '', runFiles: {}, figures: [], report: 'report' }

/** One small model, with checkpoints of iterations 6, 12, 18 and 20, whose conclusion only reads what was trained. */
const planned: Plan = resolvePlan({
  preset: 'smoke',
  overrides: [
    { models: ['vsc'], vsc: { hiddenDim: 8 }, data: { trainCount: 100, testCount: 20 } },
    { training: { iterations: 20, batchSize: 10, logEvery: 2, checkpointEvery: 6 } },
    {
      training: {
        learningRate: { kind: 'constant', value: 1e-3 },
        schedules: { slope: { kind: 'constant', value: 50 } },
      },
    },
  ],
})
const plan: Plan = {
  ...planned,
  async conclude(trained) {
    for await (const { metrics } of trained) expect(metrics.length).toBeGreaterThan(0)
    return nothing
  },
}

let folder: string
let engine: Engine
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damage-'))
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
  await createExperimentFolder(join(folder, 'whole', 'a'), plan.config)
  expect((await run(join(folder, 'whole', 'a'))).status).toBe('done')
})
afterAll(() => rm(folder, { recursive: true }))

async function run(experiment: string, { reuse = false, ...changes }: Partial<Plan> & { reuse?: boolean } = {}) {
  const said: string[] = []
  const { summary } = await runExperiment({
    lab,
    plan: { ...plan, ...changes },
    engine,
    folder: experiment,
    jobs: 1,
    reuse,
    signal: new AbortController().signal,
    announce: (message) => said.push(message),
  })
  return { status: summary.status, said: said.join('\n') }
}

/** A copy of the experiment that was left alone, to be harmed; others beside it are seen by it. */
async function copyOf(beside: string, name: string): Promise<{ experiment: string; trained: string }> {
  const experiment = join(folder, beside, name)
  await cp(join(folder, 'whole', 'a'), experiment, { recursive: true })
  return { experiment, trained: join(experiment, 'runs', id) }
}

const newest = 'iteration-000000020.safetensors'

async function expectWhole(experiment: string): Promise<void> {
  const [found, whole] = [join(experiment, 'runs', id), join(folder, 'whole', 'a', 'runs', id)]
  for (const file of ['metrics.jsonl', join('checkpoints', newest)]) {
    expect(await readFile(join(found, file))).toEqual(await readFile(join(whole, file)))
  }
}

it('a finished run whose newest checkpoint is damaged goes on from the one before', async () => {
  const { experiment, trained } = await copyOf('own', 'a')
  await truncate(join(trained, 'checkpoints', newest), 1000)
  const { status, said } = await run(experiment)
  expect(status).toBe('done')
  expect(said).toContain(`${newest} is damaged`)
  await expectWhole(experiment)
})

it.each(['', '{"state": "do', 'null', '[]'])('side files that hold %j count as none', async (text) => {
  const { experiment, trained } = await copyOf('side-files', 'a')
  await writeFile(join(trained, 'status.json'), text)
  await writeFile(join(experiment, 'summary.json'), text)
  const { status, said } = await run(experiment)
  expect(status).toBe('done')
  expect(said).toContain(`warning: ${join(experiment, 'summary.json')} is damaged`)
  expect(said).toContain(`${join(trained, 'status.json')} is damaged`)
  await expectWhole(experiment)
})

describe('beside another experiment that has trained the same model', () => {
  /** Another experiment's folder, and a new one beside it. */
  async function pair(beside: string) {
    const other = await copyOf(beside, 'other')
    const summary = JSON.parse(await readFile(join(other.experiment, 'summary.json'), 'utf8'))
    await writeFile(join(other.experiment, 'summary.json'), JSON.stringify({ ...summary, name: 'elbo' }))
    const own = join(folder, beside, 'own')
    await createExperimentFolder(own, plan.config)
    return { other, own, trained: join(own, 'runs', id) }
  }

  it('a run is taken over whole', async () => {
    const { own } = await pair('taken-over')
    const { status, said } = await run(own, { reuse: true })
    expect(status).toBe('done')
    expect(said).toContain(`${id}: taken over from`)
    await expectWhole(own)
  })

  it('a run that has checkpoints of its own goes on from them', async () => {
    const { other, own, trained } = await pair('own-checkpoints')
    await cp(other.trained, trained, { recursive: true })
    await rm(join(trained, 'checkpoints', newest))
    await writeFile(join(trained, 'mine.txt'), '')
    const { status, said } = await run(own, { reuse: true })
    expect(status).toBe('done')
    expect(said).not.toContain('taken over')
    expect(await readdir(trained)).toContain('mine.txt')
    await expectWhole(own)
  })

  it.each([
    ['a damaged checkpoint', (trained: string) => truncate(join(trained, 'checkpoints', newest), 1000), /damaged/],
    ['a checkpoint too few', (trained: string) => rm(join(trained, 'checkpoints', newest)), /not of iteration 20/],
    ['a damaged log', (trained: string) => truncate(join(trained, 'metrics.jsonl'), 300), /does not reach to its end/],
  ])('one with %s is not', async (what, harm, reason) => {
    const { other, own, trained } = await pair(what)
    await harm(other.trained)
    await mkdir(join(trained, 'checkpoints'), { recursive: true })
    const { status, said } = await run(own, { reuse: true })
    expect(status).toBe('done')
    expect(said).toMatch(/warning: .* is not taken over: /)
    expect(said).toMatch(reason)
    expect(await readdir(join(own, 'runs'))).toEqual([id])
    await expectWhole(own)
  })

  it.each(['summary.json', join('runs', id, 'status.json'), join('runs', id, 'config.json')])(
    'one with a broken %s is passed over',
    async (file) => {
      for (const text of ['', 'null', '{"name": ']) {
        const { other, own } = await pair(`${file} of ${text.length}`)
        await writeFile(join(other.experiment, file), text)
        expect((await run(own, { reuse: true })).status).toBe('done')
      }
    },
  )
})

describe('the report', () => {
  it('takes the figures of an earlier one away', async () => {
    const { experiment } = await copyOf('figures', 'a')
    await mkdir(join(experiment, 'figures'), { recursive: true })
    for (const name of ['old.svg', 'old.png', 'notes.txt']) await writeFile(join(experiment, 'figures', name), '')
    const figure = { name: 'new', title: '', caption: '', alt: '', svg: '<svg/>', png: new Uint8Array(1) }
    await run(experiment, { conclude: async () => ({ ...nothing, figures: [figure] }) })
    expect((await readdir(join(experiment, 'figures'))).sort()).toEqual(['new.png', 'new.svg', 'notes.txt'])
  })

  it('that fails leaves a summary that says so', async () => {
    const { experiment } = await copyOf('failed', 'a')
    const failing = run(experiment, { conclude: () => Promise.reject(new Error('no room')) })
    await expect(failing).rejects.toThrow('no room')
    expect(JSON.parse(await readFile(join(experiment, 'summary.json'), 'utf8'))).toMatchObject({ status: 'failed' })
  })
})
