import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant } from '@vsc/core'
import { createEngine, type Engine, type Optimiser, sgd } from '@vsc/engine'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { falling } from '../../test/falling.js'
import { bentRun, tinyData, tinyRun } from '../../test/tiny-run.js'
import type { TrainingConfig, TrainingConfigInput } from '../config.js'
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js'
import { bestOf, listCheckpoints } from './checkpoint-folder.js'
import { readMetrics } from './metrics-log.js'
import { readStatus } from './status-file.js'
import { train } from './train.js'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-validation-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The weight after k steps is -k, so that the validations' elbo is -9, -4, -1, 0, -1, -4, -9, -16 and so on. */
async function fall(
  options: Partial<TrainingConfigInput>,
  { every = 1, ...rest } = {} as { every?: number; resume?: boolean },
) {
  const warnings: string[] = []
  const config = { iterations: 20, batchSize: 4, learningRate: constant(1), logEvery: 1, ...options }
  const result = await train({
    ...{ model: falling, data: tinyData(), engine, config, optimiser: sgd(), directory: folder, ...rest },
    validation: { data: tinyData('others', 23), every },
    onWarning: (message) => warnings.push(message),
  })
  return { ...result, warnings }
}

describe('validation', () => {
  it('leaves every bit of training as it is', async () => {
    const { config, ...rest } = tinyRun()
    const run = { ...rest, engine, config: { ...config, iterations: 20 } }
    const without = await train(run)
    const { parameters, metrics } = await train({ ...run, validation: { data: tinyData('others', 23), batchSize: 10 } })
    expect(parameters).toEqual(without.parameters)
    expect(metrics.map(({ validation: _, ...point }) => point)).toEqual(without.metrics)
  })

  it('is logged beside the terms of training, as often as asked and at the end', async () => {
    await fall({ iterations: 7 }, { every: 3 })
    const points = await readMetrics(join(folder, 'metrics.jsonl'))
    expect(points.map(({ iteration, validation }) => [iteration, validation?.elbo])).toEqual([
      ...[1, 2].map((i) => [i, undefined]),
      [3, -1],
      ...[4, 5].map((i) => [i, undefined]),
      [6, -4],
      [7, -9],
    ])
    const events = (await readdir(folder)).find((name) => name.includes('tfevents'))!
    expect(await readFile(join(folder, events), 'latin1')).toContain('validation/elbo')
    expect(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))).toMatchObject({
      validation: { data: { name: 'others', count: 23 }, every: 3, batchSize: 500 },
      optimiser: { name: 'sgd', config: { momentum: 0, nesterov: false } },
    })
  })

  it('stops the run where a term of it is not finite', async () => {
    // w + 9.5 has no root after ten steps
    await expect(fall({})).rejects.toMatchObject({
      code: 'NOT_FINITE',
      message: expect.stringMatching(/^the validation term root is NaN/),
    })
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({ state: 'failed', iteration: 10 })
  })
})

describe('early stopping', () => {
  it.each<[{ patience: number; minImprovement?: number }, number, number]>([
    // -9 -4 -1 0, and then two worse ones
    [{ patience: 2 }, 1, 6],
    [{ patience: 1 }, 1, 5],
    // gains of 5 and 3 over the last that counted are more than 2; that of 1 after the fourth step is not, nor what follows
    [{ patience: 3, minImprovement: 2 }, 1, 6],
    [{ patience: 1, minImprovement: 2 }, 1, 4],
    // after steps 2, 4 and 6: -4, 0, -4
    [{ patience: 1 }, 2, 6],
  ])('with %o and a validation every %i stops after %i', async (earlyStopping, every, stop) => {
    const { state, iteration, message, warnings, metrics } = await fall({ earlyStopping }, { every })
    expect({ state, iteration, logged: metrics.length }).toEqual({
      state: 'stopped-early',
      iteration: stop,
      logged: stop,
    })
    expect(message).toMatch(
      new RegExp(
        `^Stopped early after ${stop} of 20 iterations: in ${earlyStopping.patience} validations in a row elbo did not improve by more than ${earlyStopping.minImprovement ?? 0}\\. Its best was -?0 after iteration 4;`,
      ),
    )
    expect(warnings).toEqual([message])
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({
      state: 'stopped-early',
      iteration: stop,
      message,
    })
  })

  it('goes by the term that it is told, and by less of it', async () => {
    const criterion = { term: 'distance', goal: 'min' } as const
    expect(await fall({ criterion, earlyStopping: { patience: 2 } })).toMatchObject({ iteration: 6 })
  })

  it('is off unless asked for', async () => {
    expect(await fall({ iterations: 6 })).toMatchObject({ state: 'done', iteration: 6, warnings: [] })
  })

  it('stays where it was when the run is resumed, and goes on with more patience', async () => {
    await fall({ earlyStopping: { patience: 1 } })
    const again = await fall({ earlyStopping: { patience: 1 } }, { resume: true })
    expect(again).toMatchObject({ state: 'stopped-early', iteration: 5 })
    const further = await fall({ earlyStopping: { patience: 2 } }, { resume: true })
    expect(further).toMatchObject({ state: 'stopped-early', iteration: 6 })
    expect(further.metrics).toHaveLength(6)
  })
})

describe('the best checkpoint', () => {
  it.each([
    ['validation', 4, [4, 5, 6]],
    ['loss', 6, [5, 6]],
  ] as const)('by %s is that of iteration %i', async (bestBy, best, kept) => {
    await fall({ iterations: 6, bestBy, checkpointEvery: 5, keepCheckpoints: 2 })
    const checkpoints = await listCheckpoints(join(folder, 'checkpoints'))
    expect(checkpoints.map(({ iteration }) => iteration)).toEqual(kept)
    expect(bestOf(checkpoints)!.iteration).toBe(best)
    const { state } = await readCheckpoint(bestOf(checkpoints)!.path)
    expect([...state.parameters.w!.data]).toEqual([-best])
  })
})

it('a folder from before there were these settings is resumed, to the same bits', async () => {
  const { config, ...rest } = tinyRun()
  const run = { ...rest, engine, config: { ...config, iterations: 30 } }
  const whole = await train(run)
  const stop = new AbortController()
  const onProgress = ({ iteration }: { iteration: number }) => iteration === 17 && stop.abort()
  await train({ ...run, directory: folder, signal: stop.signal, onProgress })

  const old = ({ criterion: _, bestBy: __, earlyStopping: ___, ...training }: TrainingConfig) =>
    training as TrainingConfig
  const description = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))
  const training = old(description.training)
  await writeFile(join(folder, 'config.json'), JSON.stringify({ ...description, training }))
  for (const { path } of await listCheckpoints(join(folder, 'checkpoints'))) {
    const checkpoint = await readCheckpoint(path)
    expect('judgement' in checkpoint).toBe(false)
    await writeCheckpoint(path, { ...checkpoint, run: { ...checkpoint.run, training } })
    expect(await readFile(path, 'latin1')).not.toMatch(/criterion|bestBy|earlyStopping|judgement|optimiser/)
  }
  const { parameters, metrics } = await train({ ...run, directory: folder, resume: true })
  expect({ parameters, metrics }).toEqual({ parameters: whole.parameters, metrics: whole.metrics })
})

/** The bent run's optimiser with one number more to carry. */
const hoarding: Optimiser = {
  ...bentRun().optimiser,
  init: (parameters) => ({ ...bentRun().optimiser.init(parameters), speed: { shape: [], data: new Float32Array(1) } }),
  update(step) {
    const { speed, ...state } = step.state
    const updated = bentRun().optimiser.update({ ...step, state })
    return { ...updated, state: { ...updated.state, speed: speed! } }
  },
}

describe('train refuses', () => {
  const run = (options: object) => train({ ...tinyRun(), engine, ...options })
  const { config } = tinyRun()
  const others = tinyData('others', 23)

  it.each<[string, object, RegExp]>([
    [
      'early stopping without a validation set',
      { config: { ...config, earlyStopping: { patience: 1 } } },
      /earlyStopping goes by/,
    ],
    [
      'the best by validation without one',
      { config: { ...config, bestBy: 'validation' } },
      /bestBy: 'validation' goes by/,
    ],
    [
      'a validation between log points',
      { validation: { data: others, every: 10 } },
      /multiple of logEvery, 7,.*got 10/,
    ],
    ['batches of none', { validation: { data: others, batchSize: 0 } }, /batchSize.*got 0/],
    ['an empty set', { validation: { data: tinyData('none', 0) } }, /none, has no examples/],
    [
      'a criterion that is no term',
      { config: { ...config, criterion: { term: 'elbow' } }, validation: { data: others } },
      /has no term 'elbow'.*one of .*elbo/,
    ],
  ])('%s', async (_, options, message) => {
    await expect(run(options)).rejects.toMatchObject({
      code: 'WRONG_VALIDATION',
      message: expect.stringMatching(message),
    })
  })

  it('a validation set of another width', async () => {
    await expect(run({ validation: { data: { ...others, dim: 13 } } })).rejects.toMatchObject({ code: 'WRONG_DATA' })
  })

  it.each<[string, object, RegExp]>([
    ['another optimiser', { optimiser: undefined }, /optimiser\.name: "sgd", expected "adam"/],
    [
      'other settings of the optimiser',
      { optimiser: sgd({ momentum: 0.5 }) },
      /optimiser\.config\.momentum: 0\.9, expected 0\.5/,
    ],
    [
      'no validation',
      { validation: undefined, config: { ...config, bestBy: 'loss' } },
      /validation\.every: 14, expected none/,
    ],
    [
      'an optimiser that carries something else',
      { optimiser: hoarding },
      /the optimiser's tensor speed: none, expected/,
    ],
  ])('to resume with %s', async (_, options, message) => {
    const signal = AbortSignal.abort()
    await train({ ...bentRun(), engine, directory: folder, signal })
    const other = train({ ...bentRun(), engine, directory: folder, resume: true, ...options } as never)
    await expect(other).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH', message: expect.stringMatching(message) })
  })
})
