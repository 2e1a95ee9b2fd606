import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { constant } from '@vsc/core'
import { createEngine, type Engine, sgd } from '@vsc/engine'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { falling } from '../../test/falling.js'
import { outcomeOf } from '../../test/outcome.js'
import { tinyData, tinyRun } from '../../test/tiny-run.js'
import type { TrainedStep } from '../train-options.js'
import { listCheckpoints } from './checkpoint-folder.js'
import { readStatus } from './status-file.js'
import { train } from './train.js'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-callbacks-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The weight after k steps is -k / 2. */
const run = () => ({
  ...{ model: falling, data: tinyData(), engine, optimiser: sgd() },
  config: { iterations: 5, batchSize: 4, learningRate: constant(0.5), logEvery: 2 },
})

describe('callbacks', () => {
  it('are told of each step, and see the parameters after it', async () => {
    const steps: (Omit<TrainedStep, 'parameters'> & { readonly w: number })[] = []
    await train({
      ...run(),
      async onStep({ parameters, ...step }) {
        steps.push({ ...step, w: (await parameters()).w!.data[0]! })
      },
    })
    expect(steps).toEqual(
      [1, 2, 3, 4, 5].map((iteration) => ({
        ...{ iteration, learningRate: 0.5, schedules: {}, gradientNorm: 1, w: -iteration / 2 },
        ...{ loss: (1 - iteration) / 2, terms: { weight: (1 - iteration) / 2 } },
      })),
    )
  })

  it('are told of each log point after its step, one at a time', async () => {
    const heard: string[] = []
    const slowly = async (what: string) => {
      heard.push(`${what} begins`)
      await setTimeout(1)
      heard.push(`${what} ends`)
    }
    const { metrics } = await train({
      ...run(),
      onStep: ({ iteration }) => slowly(`step ${iteration}`),
      onLog: (point) => {
        expect(point.loss).toBeLessThan(0)
        return slowly(`log ${point.iteration}`)
      },
    })
    const order = ['step 1', 'step 2', 'log 2', 'step 3', 'step 4', 'log 4', 'step 5', 'log 5']
    expect(heard).toEqual(order.flatMap((what) => [`${what} begins`, `${what} ends`]))
    expect(metrics).toHaveLength(3)
  })

  it('change nothing by what they do to what they are given', async () => {
    const { config, ...rest } = tinyRun()
    const tiny = { ...rest, engine, config: { ...config, iterations: 15 } }
    const left = await train(tiny)
    const spoil = (record: object) => {
      for (const key of Object.keys(record)) Object.assign(record, { [key]: -1 })
    }
    const meddled = await train({
      ...tiny,
      async onStep(step) {
        for (const part of [step.terms, step.schedules, ...Object.values(await step.parameters())]) spoil(part)
        spoil(step)
      },
      onLog(point) {
        for (const part of [point.terms, point.schedules, point]) spoil(part)
      },
    })
    expect(meddled.parameters).toEqual(left.parameters)
    expect(meddled.metrics).toEqual(left.metrics)
  })

  it('may hand on parameters that outlast the run', async () => {
    const kept: Float32Array[] = []
    await train({
      ...run(),
      onStep: async ({ parameters }) => {
        kept.push((await parameters()).w!.data)
      },
    })
    expect(kept.map(([w]) => w)).toEqual([-0.5, -1, -1.5, -2, -2.5])
  })
})

describe('a callback that throws', () => {
  it.each(['onStep', 'onLog'] as const)('stops the run with its error and loses nothing: %s', async (callback) => {
    const { config, ...rest } = tinyRun()
    const tiny = { ...rest, engine, config: { ...config, iterations: 30 } }
    const undisturbed = join(folder, 'undisturbed')
    await train({ ...tiny, directory: undisturbed })

    const directory = join(folder, 'stopped')
    const error = new RangeError('the plot has no room left')
    const throwing = {
      [callback]: async ({ iteration }: { iteration: number }) => iteration === 21 && Promise.reject(error),
    }
    await expect(train({ ...tiny, directory, ...throwing })).rejects.toBe(error)
    expect(await readStatus(join(directory, 'status.json'))).toMatchObject({
      ...{ state: 'failed', iteration: 21, message: 'the plot has no room left' },
    })
    expect((await listCheckpoints(join(directory, 'checkpoints'))).at(-1)!.iteration).toBe(21)

    const seen: number[] = []
    await train({ ...tiny, directory, resume: true, onStep: ({ iteration }) => seen.push(iteration) })
    expect(seen).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30])
    const { checkpoints: _, ...outcome } = await outcomeOf(directory)
    expect(await outcomeOf(undisturbed)).toMatchObject(outcome)
  })
})
