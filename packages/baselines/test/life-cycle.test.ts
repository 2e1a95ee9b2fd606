import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scalar, Tensor2D } from '@tensorflow/tfjs'
import type { LatentModel } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import {
  createEngine,
  type Engine,
  type EngineName,
  type HostArray,
  type NamedTensors,
  type TensorMap,
  type TensorSpec,
} from '@vsc/engine'
import { createRng } from '@vsc/random'
import { listCheckpoints, readCheckpoint, train } from '@vsc/training/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { specimens } from './models.js'

// What every model has to live through: build, train, save, load, resume, encode, sample, decode, evaluate.

const batchSize = 10
const data = smileyDataSet({ count: 60, seed: 1 })
const x = data.read([...Array(batchSize).keys()])

let engine: Engine
let folder: string
beforeAll(async () => {
  engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
  folder = await mkdtemp(join(tmpdir(), 'vsc-life-cycle-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.each(specimens)('the life of a model: $title', ({ title, model, schedules = {} }) => {
  const run = (name: string, options: { resume?: boolean; stopAt?: number } = {}) => {
    const { resume = false, stopAt } = options
    const stop = new AbortController()
    return train({
      ...{ model, data, engine, resume },
      config: {
        ...{ batchSize, schedules, seed: 3, iterations: 10, logEvery: 3, checkpointEvery: 4, clipNorm: 100 },
        learningRate: { kind: 'constant', value: 1e-3 },
      },
      directory: join(folder, title, name),
      signal: stop.signal,
      onProgress: ({ iteration }) => iteration === stopAt && stop.abort(),
    })
  }
  const savedBy = async (name: string) => {
    const newest = (await listCheckpoints(join(folder, title, name, 'checkpoints'))).at(-1)!
    return (await readCheckpoint(newest.path)).state
  }
  const metricsOf = (name: string) => readFile(join(folder, title, name, 'metrics.jsonl'), 'utf8')

  it('is built the same from the same seed', () => {
    const init = () => model.init({ rng: createRng(1), examples: x })
    expect(digestsOf(init())).toEqual(digestsOf(init()))
  })

  it('says the shapes of its parameters, in the order in which they are built', () => {
    const built = Object.entries(model.init({ rng: createRng(1), examples: x }))
    expect(Object.entries(model.parameterShapes)).toEqual(built.map(([name, { shape }]) => [name, shape]))
  })

  it('trains, saves what it has learned, and resumes to the bit', async () => {
    const whole = await run('whole')
    expect(whole.state).toBe('done')
    expect(whole.metrics.every(({ loss }) => Number.isFinite(loss))).toBe(true)
    const saved = await savedBy('whole')
    expect(digestsOf(saved.parameters)).toEqual(digestsOf(whole.parameters))

    const part = await run('parts', { stopAt: 6 })
    expect(part.state).toBe('interrupted')
    expect(digestsOf(part.parameters)).not.toEqual(digestsOf(whole.parameters))
    const resumed = await run('parts', { resume: true })
    expect(digestsOf(resumed.parameters)).toEqual(digestsOf(whole.parameters))
    const { adamStep, firstMoment, secondMoment } = await savedBy('parts')
    expect(adamStep).toBe(saved.adamStep)
    expect(digestsOf(firstMoment)).toEqual(digestsOf(saved.firstMoment))
    expect(digestsOf(secondMoment)).toEqual(digestsOf(saved.secondMoment))
    expect(await metricsOf('parts')).toBe(await metricsOf('whole'))
  })

  it('encodes, samples, decodes and evaluates with the parameters that were saved', async () => {
    const found = await useModel(model, (await savedBy('whole')).parameters)
    const size = { posterior: batchSize * model.latentDim, likelihood: batchSize * model.dataDim }
    expect(found['posterior/mu']).toHaveLength(size.posterior)
    expect(found['posterior/logVar']).toHaveLength(size.posterior)
    expect(found.z).toHaveLength(size.posterior)
    expect(found['likelihood/mean']).toHaveLength(size.likelihood)
    expect(found['likelihood/mean']!.every((value) => value >= 0 && value <= 1)).toBe(true)
    expect(found.latentKl).toHaveLength(size.posterior)
    for (const name of ['logLikelihood', 'kl', 'elbo']) expect(found[`term/${name}`]).toHaveLength(batchSize)
    for (const [name, values] of Object.entries(found)) expect(values.every(Number.isFinite), name).toBe(true)
    found['term/elbo']!.forEach((elbo, i) => {
      expect(elbo).toBeCloseTo(found['term/logLikelihood']![i]! - found['term/kl']![i]!, 1)
    })
  })

  it('shares its KL divergence out among latents', async () => {
    const { latentKl, ...found } = await useModel(model, (await savedBy('whole')).parameters)
    const sums = Array.from({ length: batchSize }, (_, i) =>
      Array.from(latentKl!.subarray(i * model.latentDim, (i + 1) * model.latentDim)).reduce((sum, kl) => sum + kl, 0),
    )
    // a mixture leaves up to log K beside them, and VampPrior's kl is one sample of it
    if (model.name === 'vamp-prior-vae') for (const sum of sums) expect(sum).toBeGreaterThanOrEqual(0)
    else expectClose(sums, found['term/kl']!, 'sums over latents')
  })

  it('takes the same step traced as op by op', async () => {
    const [eager, traced] = [await stepOn('tfjs:cpu', model), await stepOn('onnx:cpu', model)]
    expectClose([traced.loss, traced.gradientNorm], [eager.loss, eager.gradientNorm], 'loss and gradient norm')
    expect(Object.keys(traced.terms)).toEqual(Object.keys(eager.terms))
    expectClose(Object.values(traced.terms), Object.values(eager.terms), `terms ${Object.keys(eager.terms)}`)
    for (const [name, { data }] of Object.entries(eager.moments)) expectClose(traced.moments[name]!.data, data, name)
  })
})

const digestsOf = (tensors: NamedTensors) =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { data }]) => [name, createHash('sha256').update(data).digest('hex')]),
  )

/** The noise of a batch, named `noise/...`, as numbers and as what a program expects. */
function noiseOf(model: LatentModel) {
  const arrays: Record<string, Float32Array> = {}
  const specs: Record<string, TensorSpec> = {}
  for (const [name, { distribution, shape }] of Object.entries(model.noise)) {
    const array = new Float32Array(shape.reduce((size, n) => size * n, batchSize))
    const rng = createRng(2).fork(name)
    arrays[`noise/${name}`] = distribution === 'normal' ? rng.fillNormal(array) : rng.fillUniform(array)
    specs[`noise/${name}`] = { shape: [batchSize, ...shape] }
  }
  const named = (inputs: TensorMap) =>
    Object.fromEntries(Object.keys(model.noise).map((name) => [name, inputs[`noise/${name}`]!]))
  return { arrays, specs, named }
}

/** What the model makes of the batch, in one program. */
async function useModel(model: LatentModel, parameters: NamedTensors): Promise<Record<string, HostArray>> {
  const noise = noiseOf(model)
  const program = await engine.program({
    state: parameters,
    inputs: { x: { shape: [batchSize, model.dataDim] }, ...noise.specs },
    body(p, inputs) {
      const given = inputs.x as Tensor2D
      const posterior = model.encode(p, given)
      const z = model.sample(posterior, noise.named(inputs))
      const outputs = {
        ...prefixed('posterior', posterior),
        ...prefixed('likelihood', model.decode(p, z)),
        ...prefixed('term', model.evaluate(p, given, noise.named(inputs))),
      }
      return { outputs: { ...outputs, z, latentKl: model.latentKl(p, given) } }
    },
  })
  const outputs = await program.step({ x, ...noise.arrays })
  const copies = Object.entries(outputs).map(([name, values]) => [name, values.slice()])
  await program.dispose()
  return Object.fromEntries(copies)
}

const prefixed = (kind: string, tensors: TensorMap): TensorMap =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${kind}/${name}`, tensor]))

/** One training step from fresh parameters. Adam's first moments after it are a tenth of the gradient. */
async function stepOn(name: EngineName, model: LatentModel) {
  const noise = noiseOf(model)
  const scalars = Object.fromEntries(model.schedules.map((name, i) => [`schedule/${name}`, 0.7 + i]))
  const specs: Readonly<Record<string, TensorSpec>> = {
    x: { shape: [batchSize, model.dataDim] },
    ...noise.specs,
    ...Object.fromEntries(Object.keys(scalars).map((key) => [key, { shape: [] }])),
  }
  const stepEngine = name === 'onnx:cpu' ? engine : await createEngine({ name })
  const program = await stepEngine.training({
    parameters: model.init({ rng: createRng(1), examples: x }),
    inputs: specs,
    loss(p, inputs) {
      const schedule = Object.fromEntries(model.schedules.map((name) => [name, inputs[`schedule/${name}`] as Scalar]))
      return model.objective(p, inputs.x as Tensor2D, noise.named(inputs), schedule)
    },
  })
  const { loss, terms, gradientNorm } = await program.step({ x, ...noise.arrays, ...scalars }, { learningRate: 1e-3 })
  const { firstMoment } = await program.readState()
  const result = { loss, terms: { ...terms }, gradientNorm, moments: firstMoment }
  await program.dispose()
  return result
}

/** Sums of 1024 terms in another order leave float32 about 1e-5 of the largest. */
function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  const scale = Math.max(1e-3, ...Array.from(expected, Math.abs))
  const worst = Math.max(...Array.from(expected, (value, i) => Math.abs(value - found[i]!)))
  expect(worst / scale, `${what}: worst error ${worst} at scale ${scale}`).toBeLessThan(1e-4)
}
