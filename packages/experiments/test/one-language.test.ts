import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '@vsc/engine'
import { configureRun, createExperimentFolder, modelOf, type Plan, runExperiment } from '@vsc/lab'
import { listCheckpoints, readCheckpoint, train } from '@vsc/training/node'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { lab, planOf } from './run-smoke.js'

vi.setConfig({ testTimeout: 120_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'one-language-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Trains the models of an experiment, and concludes nothing. */
async function trainAll(plan: Plan, directory: string): Promise<void> {
  await createExperimentFolder(directory, plan.config)
  const { summary } = await runExperiment({
    lab,
    plan: { ...plan, conclude: async () => ({ results: [], verdict: '', runFiles: {}, figures: [], report: '' }) },
    engine: await createEngine({ name: 'onnx:cpu', threads: 1 }),
    folder: directory,
    jobs: 1,
    reuse: false,
    signal: new AbortController().signal,
    announce() {},
  })
  expect(summary.failures).toBeUndefined()
  expect(summary.status).toBe('done')
}

async function parametersIn(directory: string) {
  const { state } = await readCheckpoint((await listCheckpoints(join(directory, 'checkpoints'))).at(-1)!.path)
  return Object.entries(state.parameters).map(([name, { data }]) => [name, Buffer.from(data.buffer).toString('base64')])
}

/** Few steps, every model and both data sets of `elbo` among them. */
const short = { training: { iterations: 8, batchSize: 20, logEvery: 4, checkpointEvery: 8 }, seeds: [3] }
const asked = {
  'smiley-correlation': { models: lab.models.map(({ name }) => name), data: { trainCount: 100, testCount: 20 } },
  elbo: { latentDims: [4], sweepAt: [4] },
}

it.for(lab.experiments.map(({ name }) => name))(
  'a run of %s is a configuration of `vsc train`: given it, the same bits come out',
  async (name, { skip }) => {
    skip(name !== 'smiley-correlation' && process.env.VSC_DATA_DIR === undefined, 'it needs data in VSC_DATA_DIR')
    const overrides = [short, asked[name as keyof typeof asked] ?? {}]
    const plan = planOf({ name, preset: 'smoke', overrides })
    await trainAll(plan, join(folder, name))
    for (const { id } of plan.runs) {
      const trained = join(folder, name, 'runs', id)
      const config = join(trained, 'config.json')
      const { configuration, data } = await configureRun({ config }, { lab })
      const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
      const model = modelOf(lab, configuration.model, data)
      const directory = join(folder, 'again', name, id)
      await train({ model, data, engine, config: configuration.training, directory })
      expect(await parametersIn(directory)).toEqual(await parametersIn(trained))
      const metrics = (folder: string) => readFile(join(folder, 'metrics.jsonl'), 'utf8')
      const withoutTimes = (text: string) => text.replace(/"(seconds|stepsPerSecond)":[^,}]*/g, '')
      expect(withoutTimes(await metrics(directory))).toBe(withoutTimes(await metrics(trained)))
    }
  },
)
