import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant, createVsc, type LatentModel, linear, mlp, piecewise, type Trunks, valueAt } from '@vsc/core'
import { createEngine, type Engine } from '@vsc/engine'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { outcomeOf } from '../../test/outcome.js'
import { tinyRun } from '../../test/tiny-run.js'
import type { TrainingProgress } from '../progress.js'
import { listCheckpoints } from './checkpoint-folder.js'
import { readMetrics } from './metrics-log.js'
import { readStatus } from './status-file.js'
import { train } from './train.js'

let engine: Engine
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
})

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-train-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A model with one weight w whose gradient is always 1, so that Adam moves it by exactly the learning rate, and a level that is log(schedule). */
const slide: LatentModel = {
  name: 'slide',
  config: {},
  dataDim: 12,
  latentDim: 1,
  noise: {},
  schedules: ['level'],
  parameterShapes: { w: [1] },
  init: () => ({ w: { shape: [1], data: new Float32Array([0]) } }),
  objective(p, x, _, { level }) {
    const weight = p.w!.sum()
    const logLevel = level!.log()
    return {
      loss: weight.add(logLevel).add(x.sum().mul(0)).asScalar(),
      terms: { weight: weight.asScalar(), logLevel: logLevel.asScalar() },
    }
  },
  encode: () => ({}),
  prior: () => ({}),
  sample: (posterior) => posterior.z as never,
  decode: () => ({}),
  evaluate: () => ({}),
  latentKl: (_, x) => x.sum(1, true).mul(0),
}

describe('train', () => {
  it('takes each step at its own learning rate and its own schedule values', async () => {
    const learningRate = piecewise([0, 0.5], [4, 0.25], [7, 0.125])
    const level = linear({ from: 1, to: 2, start: 2, end: 6 })
    const config = { iterations: 10, batchSize: 4, learningRate, schedules: { level }, logEvery: 1 }
    const { metrics } = await train({ model: slide, data: tinyRun().data, engine, config })
    let weight = 0
    for (let iteration = 0; iteration < 10; iteration++) {
      const point = metrics[iteration]!
      expect(point.iteration).toBe(iteration + 1)
      expect(point.terms.weight).toBeCloseTo(weight, 5)
      expect(point.terms.logLevel).toBeCloseTo(Math.log(valueAt(level, iteration)), 6)
      expect(point.schedules).toEqual({ level: valueAt(level, iteration) })
      expect(point.learningRate).toBe(valueAt(learningRate, iteration))
      expect(point.gradientNorm).toBeCloseTo(1, 6)
      weight -= valueAt(learningRate, iteration)
    }
  })

  it('logs means over the stretch since the log point before', async () => {
    const { config, ...rest } = tinyRun()
    const every = (await train({ ...rest, engine, config: { ...config, logEvery: 1 } })).metrics
    const seventh = (await train({ ...rest, engine, config })).metrics
    expect(seventh.map(({ iteration }) => iteration)).toEqual([...Array.from({ length: 17 }, (_, i) => 7 * i + 7), 120])
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length
    for (const [from, point] of [
      [14, seventh[2]!],
      [119, seventh[17]!],
    ] as const) {
      const stretch = every.slice(from, point.iteration)
      expect(point.loss).toBeCloseTo(mean(stretch.map(({ loss }) => loss)), 10)
      expect(point.terms.kl).toBeCloseTo(mean(stretch.map(({ terms }) => terms.kl!)), 10)
      expect(point.learningRate).toBe(stretch.at(-1)!.learningRate)
    }
  })

  it('learns, and leaves a folder that says everything', async () => {
    const { model, data, config } = tinyRun()
    const directory = join(folder, 'run')
    const { state, iteration, parameters, metrics, stepsPerSecond } = await train({
      model,
      data,
      engine,
      config,
      directory,
    })
    expect({ state, iteration }).toEqual({ state: 'done', iteration: 120 })
    expect(metrics.at(-1)!.loss).toBeLessThan(metrics[0]!.loss - 5)
    expect(stepsPerSecond).toBeGreaterThan(0)
    expect(await readMetrics(join(directory, 'metrics.jsonl'))).toEqual(metrics)

    const outcome = await outcomeOf(directory)
    expect(outcome.adamStep).toBe(70) // started afresh before iteration 50
    expect(Object.keys(outcome.parameters)).toEqual(Object.keys(parameters))
    // the two newest; the best is among them
    expect(outcome.checkpoints).toEqual(['iteration-000000116.safetensors', 'iteration-000000120.safetensors'])

    expect((await readdir(directory)).map((name) => name.replace(/tfevents.*/, 'tfevents')).sort()).toEqual([
      'checkpoints',
      'config.json',
      'events.out.tfevents',
      'metrics.jsonl',
      'status.json',
    ])
    expect(JSON.parse(await readFile(join(directory, 'config.json'), 'utf8'))).toMatchObject({
      model: { name: 'vsc', config: { latentDim: 3, alpha: 0.01 } },
      data: { name: 'tiny', count: 60, shape: [12] },
      engine: 'onnx:cpu',
      training: { seed: 7, shuffle: true },
    })
    expect(await readStatus(join(directory, 'status.json'))).toMatchObject({
      state: 'done',
      iteration: 120,
      iterations: 120,
    })
  })

  it('keeps the best checkpoint beside the newest', async () => {
    const { model: _, config: __, ...rest } = tinyRun()
    const config = {
      iterations: 8,
      batchSize: 4,
      learningRate: constant(0.01),
      // the loss falls, jumps up at iteration 4, and falls again
      schedules: { level: piecewise([0, 1], [4, 5]) },
      logEvery: 1,
      checkpointEvery: 1,
      keepCheckpoints: 2,
    }
    await train({ ...rest, model: slide, engine, config, directory: folder })
    const kept = await listCheckpoints(join(folder, 'checkpoints'))
    expect(kept.map(({ iteration }) => iteration)).toEqual([4, 7, 8])
  })

  it('reports progress after every step and at the end', async () => {
    const seen: TrainingProgress[] = []
    await train({ ...tinyRun(), engine, onProgress: (progress) => seen.push(progress) })
    expect(seen.map(({ iteration }) => iteration)).toEqual([...Array.from({ length: 120 }, (_, i) => i + 1), 120])
    expect(seen.at(-1)).toMatchObject({ state: 'done', iterations: 120, latest: { iteration: 120 } })
    expect(seen.slice(0, -1).every(({ state, stepsPerSecond }) => state === 'running' && stepsPerSecond > 0)).toBe(true)
  })
})

describe('a run that is interrupted', () => {
  const abortAfter = (iterations: number) => {
    const controller = new AbortController()
    return {
      signal: controller.signal,
      onProgress: ({ iteration }: TrainingProgress) => iteration === iterations && controller.abort(),
    }
  }

  it.each(['onnx:cpu', 'tfjs:cpu'] as const)(
    'ends after the step, and resumed gives the bits of one left alone (%s)',
    async (name) => {
      const engine = await createEngine({ name, threads: 1 })
      const { config, ...rest } = tinyRun()
      // 30 iterations, with the fresh Adam among them and log points between checkpoints
      const run = { ...rest, engine, config: { ...config, iterations: 30, freshAdamAt: [13] } }
      const undisturbed = join(folder, 'undisturbed')
      await train({ ...run, directory: undisturbed })

      const directory = join(folder, 'interrupted')
      for (const stop of [9, 10, 13, 25]) {
        const result = await train({ ...run, directory, resume: stop > 9, ...abortAfter(stop) })
        expect(result).toMatchObject({ state: 'interrupted', iteration: stop })
        expect(result.message).toContain(`Interrupted after ${stop} of 30 iterations. Resume it`)
        expect(await readStatus(join(directory, 'status.json'))).toMatchObject({
          state: 'interrupted',
          iteration: stop,
        })
      }
      const { state, metrics } = await train({ ...run, directory, resume: true })
      expect(state).toBe('done')
      expect(metrics.map(({ iteration }) => iteration)).toEqual([7, 14, 21, 28, 30])
      const { checkpoints: _, ...outcome } = await outcomeOf(directory)
      expect(await outcomeOf(undisturbed)).toMatchObject(outcome)
    },
  )

  it('goes on from the checkpoint before where the newest is damaged, to the same bits', async () => {
    const run = { ...tinyRun(), engine }
    const undisturbed = join(folder, 'undisturbed')
    await train({ ...run, directory: undisturbed })

    const directory = join(folder, 'damaged')
    await train({ ...run, directory, ...abortAfter(41) })
    const [, newest] = await listCheckpoints(join(directory, 'checkpoints'))
    await writeFile(newest!.path, (await readFile(newest!.path)).subarray(0, -1))
    const warnings: string[] = []
    await train({ ...run, directory, resume: true, onWarning: (message) => warnings.push(message) })
    expect(warnings).toEqual([expect.stringContaining(newest!.path)])
    expect(await outcomeOf(directory)).toEqual(await outcomeOf(undisturbed))
  })

  it('starts from the beginning where there is no checkpoint yet, and does nothing where it is finished', async () => {
    const run = { ...tinyRun(), engine, directory: folder, resume: true }
    expect(await train({ ...run, signal: AbortSignal.abort() })).toMatchObject({ state: 'interrupted', iteration: 0 })
    const { metrics } = await train(run)
    const again = await train(run)
    expect(again).toMatchObject({ state: 'done', iteration: 120, metrics })
  })

  it('can be given more iterations', async () => {
    const { config, ...rest } = tinyRun()
    await train({ ...rest, config: { ...config, iterations: 56 }, engine, directory: join(folder, 'a') })
    await train({ ...rest, config, engine, directory: join(folder, 'a'), resume: true })
    await train({ ...rest, config, engine, directory: join(folder, 'b') })
    expect(await outcomeOf(join(folder, 'a'))).toEqual(await outcomeOf(join(folder, 'b')))
  })

  it.each([
    ['engine', { name: 'tfjs:cpu' }, /begun on onnx:cpu \(.*\) and goes on on tfjs:cpu \(plain JavaScript\)/],
    ['number of threads', { name: 'onnx:cpu', threads: 2, spinning: false }, /\(.*1 thread\) and .*\(.*2 threads\)/],
  ] as const)('warns where it goes on on another %s', async (_, other, warning) => {
    const { config, ...rest } = tinyRun()
    const run = { ...rest, config: { ...config, iterations: 6 }, directory: folder, resume: true }
    await train({ ...run, engine, ...abortAfter(5) })
    const warnings: string[] = []
    await train({ ...run, engine: await createEngine(other), onWarning: (message) => warnings.push(message) })
    expect(warnings).toEqual([expect.stringMatching(warning)])
  })
})

describe('a run that blows up', () => {
  const config = {
    iterations: 100,
    batchSize: 4,
    learningRate: constant(0.01),
    schedules: { level: piecewise([0, 1], [57, -1]) }, // log(-1) is NaN
    checkpointEvery: 10,
  }
  const explode = (directory?: string) =>
    train({ model: slide, data: tinyRun().data, engine, config, ...(directory && { directory }) })

  it('names the step, the term and the last good checkpoint, in the error and in status.json', async () => {
    const checkpoint = join(folder, 'checkpoints', 'iteration-000000050.safetensors')
    const error = await explode(folder).catch((error) => error)
    expect(error).toMatchObject({ name: 'TrainingError', code: 'NOT_FINITE' })
    expect(error.message).toMatch(/^Step 58 of 100 blew up: .*logLevel is NaN/)
    expect(error.message).toContain(`The last good checkpoint is ${checkpoint}.`)
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({
      state: 'failed',
      iteration: 57,
      message: error.message,
    })
    expect((await listCheckpoints(join(folder, 'checkpoints'))).at(-1)!.path).toBe(checkpoint)
  })

  it('tells of data that was not prepared rather than of the step size', async () => {
    const bytes = { ...tinyRun().data, range: [0, 255] as const }
    const error = await train({ model: slide, data: bytes, engine, config }).catch((error) => error)
    expect(error.message).toContain("The data's numbers range from 0 to 255: prepare them, by data.preparation=unit")
    expect(error.message).not.toContain('learningRate')
  })

  it('says so where there is no checkpoint', async () => {
    await expect(explode()).rejects.toThrow('No checkpoint was written before.')
  })

  it('stops also where only a reported term is not finite', async () => {
    const model: LatentModel = {
      ...slide,
      objective: (...args) => {
        const { loss, terms } = slide.objective(...args)
        return { loss: terms.weight!, terms: { ...terms, loss } }
      },
    }
    const run = train({ model, data: tinyRun().data, engine, config })
    await expect(run).rejects.toThrow(/^Step 58 of 100 blew up: the term logLevel is NaN/)
  })
})

describe('a model whose init is not what its parameterShapes say', () => {
  it('is refused before the first step, with each parameter', async () => {
    const model = { ...slide, parameterShapes: { w: [2], v: [3] } }
    const { data } = tinyRun()
    const config = { iterations: 1, batchSize: 4, learningRate: constant(1), schedules: { level: constant(1) } }
    const run = train({ model, data, engine, config })
    await expect(run).rejects.toMatchObject({ code: 'WRONG_PARAMETERS' })
    await expect(run).rejects.toThrow('tensor w: shape [1], expected shape [2]\n  - tensor v: none, expected shape [3]')
  })
})

describe('a run whose model has a trunk of its own', () => {
  it('is not resumed with another, though every parameter has the same shape', async () => {
    const { model, data, config } = tinyRun()
    const trunk = mlp({ hiddenDim: 5 })
    const trainWith = (trunks: Trunks, resume = false) =>
      train({
        ...{ model: createVsc(model.config, trunks), data, engine, directory: folder, resume },
        config: { ...config, iterations: 4 },
      })
    await trainWith({ encoder: trunk })
    expect((await trainWith({ encoder: trunk }, true)).state).toBe('done')
    const other = { ...trunk, config: { hiddenDim: 5, slope: 0.2 } }
    for (const [trunks, words] of [
      [{ encoder: other }, 'model.config.encoder.config.slope: none, expected 0.2'],
      [{}, 'model.config.encoder.name: "mlp", expected none'],
    ] as const) {
      const resumed = trainWith(trunks, true)
      await expect(resumed).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' })
      await expect(resumed).rejects.toThrow(words)
    }
  })
})

describe('a run that was finished', () => {
  const run = () => ({ ...tinyRun(), engine, directory: folder })
  const resumed = async () => {
    const warnings: string[] = []
    const result = await train({ ...run(), resume: true, onWarning: (message) => warnings.push(message) })
    return { ...result, warnings }
  }

  it('leaves nothing new, however often it is resumed', async () => {
    await train(run())
    const before = await readdir(folder, { recursive: true })
    for (let again = 0; again < 3; again++) expect(await resumed()).toMatchObject({ state: 'done', warnings: [] })
    expect(await readdir(folder, { recursive: true })).toEqual(before)
  })

  it('and was killed before it removed the last old checkpoint removes it when it is resumed', async () => {
    await train(run())
    const checkpoints = join(folder, 'checkpoints')
    const [older] = await listCheckpoints(checkpoints)
    await cp(older!.path, join(checkpoints, 'iteration-000000012.safetensors'))
    await resumed()
    expect((await listCheckpoints(checkpoints)).map(({ iteration }) => iteration)).toEqual([116, 120])
  })

  it.each(['', '{"state": "do', 'null', '[]', '{"state":"done"}'])('resumes with a status.json of %j', async (text) => {
    await train(run())
    await writeFile(join(folder, 'status.json'), text)
    const { state, warnings } = await resumed()
    expect(state).toBe('done')
    expect(warnings).toEqual([
      `${join(folder, 'status.json')} is damaged: it does not say how a run stands. It is taken as missing.`,
    ])
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({ state: 'done', iteration: 120 })
  })

  it('and has lost its log says so', async () => {
    await train(run())
    await writeFile(join(folder, 'metrics.jsonl'), '')
    expect((await resumed()).warnings).toEqual([
      expect.stringContaining('no points of 18 of 18 iterations, the first 7'),
    ])
  })
})

describe('a run whose folder', () => {
  const losing = (lose: () => Promise<unknown>) =>
    train({
      ...tinyRun(),
      engine,
      directory: folder,
      onProgress({ iteration, state }) {
        if (iteration === 30 && state === 'running') lost = lose()
      },
    })
  let lost: Promise<unknown>

  it('is removed on the way says so', async () => {
    const elsewhere = `${folder}-removed` // at once, as no removal of its files one by one is
    await expect(losing(() => rename(folder, elsewhere))).rejects.toMatchObject({ code: 'FOLDER_LOST' })
    await lost
    await rm(elsewhere, { recursive: true })
    await mkdir(folder)
  })

  it('is taken over by another process writes nothing more into it', async () => {
    const takenOver = async () => {
      const claim = (await readdir(folder)).find((name) => name.endsWith('.lock'))!
      await rename(join(folder, claim), join(folder, 'training-1.lock'))
    }
    await expect(losing(takenOver)).rejects.toThrow(/taken over by another process/)
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({ state: 'running' })
  })
})

describe('train refuses', () => {
  it('a folder that holds a run, unless it is to be resumed', async () => {
    const run = { ...tinyRun(), engine, directory: folder }
    await train(run)
    await expect(train(run)).rejects.toMatchObject({ code: 'FOLDER_NOT_EMPTY' })
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({ state: 'done' })
  })

  it('a folder that is being trained into', async () => {
    const run = { ...tinyRun(), engine, directory: folder, resume: true }
    const outcomes = await Promise.allSettled([train(run), train(run)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'FOLDER_IN_USE' } })
  })

  it("another configuration's checkpoint, and leaves it as it is", async () => {
    const { config, ...rest } = tinyRun()
    await train({ ...rest, config, engine, directory: folder })
    const before = await outcomeOf(folder)
    const other = train({ ...rest, config: { ...config, batchSize: 9 }, engine, directory: folder, resume: true })
    await expect(other).rejects.toThrow(/training\.batchSize: 8, expected 9/)
    expect(await outcomeOf(folder)).toEqual(before)
    expect(await readStatus(join(folder, 'status.json'))).toMatchObject({ state: 'done' })
  })

  it('data of another width, and a configuration that lacks a schedule or has one too many', async () => {
    const { config, data, model } = tinyRun()
    await expect(train({ model, data: { ...data, dim: 13 }, engine, config })).rejects.toMatchObject({
      code: 'WRONG_DATA',
    })
    const schedules = { lambda: constant(1), beta: constant(1) }
    const wrong = train({ model, data, engine, config: { ...config, schedules } })
    await expect(wrong).rejects.toThrow(/schedules\.slope: the model needs.*\n.*schedules\.beta: the model has no such/)
  })
})
