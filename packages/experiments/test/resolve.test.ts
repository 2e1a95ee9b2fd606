import { constant, piecewise, settings } from '@vsc/core'
import { type ConfigTree, type ExperimentRequest, modelOf, ownSettings, presetNames, settingsTried } from '@vsc/lab'
import { describe, expect, it } from 'vitest'
import { smileySchema } from '../src/smiley-correlation/config.js'
import { lab, planOf as resolvePlan } from './run-smoke.js'

type Request = Omit<ExperimentRequest, 'lab'>

const modelNames = lab.models.map(({ name }) => name)

const configOf = (request: Request) => {
  const config = smileySchema(lab).parse(resolvePlan(request).config)
  return { ...config, vsc: ownSettings(config, 'vsc') }
}

describe('resolvePlan', () => {
  it.each(presetNames)('gives a complete configuration for %s, without warnings, that gives itself again', (preset) => {
    const { config, warnings } = resolvePlan({ preset })
    expect(warnings).toEqual([])
    expect(resolvePlan({ file: JSON.parse(JSON.stringify(config)) }).config).toEqual(config)
  })

  it('takes the preset under the file under the options', () => {
    const file = { vsc: { alpha: 0.3, hiddenDim: 50 }, data: { trainCount: 700 } }
    const { vsc, data, training } = configOf({ preset: 'smoke', file, overrides: [{ vsc: { alpha: 0.4 } }] })
    expect(vsc).toMatchObject({ alpha: 0.4, hiddenDim: 50, pseudoInputCount: 5 })
    expect(data).toMatchObject({ trainCount: 700, testCount: 500 })
    expect(training.iterations).toBe(200)
  })

  it('trains by the published settings in `paper`', () => {
    const config = configOf({ preset: 'paper' })
    const { freshAdamAt, shuffle, iterations, batchSize, learningRate, lambda, slope } = settings.smiley.training
    expect(config.latentDims).toEqual([18, 40, 50, 60])
    expect(config.vsc).toMatchObject({
      variant: 'paper',
      hiddenDim: 3000,
      pseudoInputCount: 20,
      likelihood: 'gaussian',
    })
    expect(config.vsc).toMatchObject({ spikeGradientLeak: 0, logVarBounds: null, pseudoInputSpikes: 'plain' })
    const schedules = { lambda, slope }
    expect(config.training).toMatchObject({ freshAdamAt, shuffle, iterations, batchSize, learningRate, schedules })
    expect(config.training.clipNorm).toBeNull()
  })

  it('compares VSC with the baselines of figure 9, as many settings of each, over several seeds', () => {
    for (const preset of ['quick', 'standard', 'paper']) {
      const config = configOf({ preset })
      expect(config.models).toEqual(['vsc', 'beta-vae', 'beta-tcvae'])
      expect(config.seeds.length).toBeGreaterThan(1)
      const tried = config.models.map((model) => settingsTried(config, model))
      expect(new Set(tried).size).toBe(1)
      if (preset !== 'quick') expect(tried[0]).toBeGreaterThan(1)
      for (const model of modelNames.filter((name) => name !== 'vsc')) {
        expect(ownSettings(config, model)).toMatchObject({
          hiddenDim: config.vsc.hiddenDim,
          likelihood: config.vsc.likelihood,
          varianceFloor: config.vsc.varianceFloor,
        })
      }
    }
  })

  it('trains each model by `training`, but for what it has for itself, with the schedules it asks for', () => {
    const { runs } = resolvePlan({
      preset: 'smoke',
      overrides: [{ models: modelNames, training: { schedules: { capacity: 5 } }, 'beta-vae': { capacity: true } }],
    })
    const trainings = Object.fromEntries(runs.map((run) => [run.model, run.configuration.training]))
    expect(Object.keys(trainings)).toEqual(modelNames)
    expect(trainings.vsc).toMatchObject({ iterations: 200, batchSize: 50, clipNorm: 50 })
    expect(trainings['beta-vae']).toMatchObject({ iterations: 200, batchSize: 50, clipNorm: 50 })
    const schedules = Object.entries(trainings).map(([name, training]) => [name, Object.keys(training.schedules)])
    expect(Object.fromEntries(schedules)).toEqual({
      ...Object.fromEntries(modelNames.map((name) => [name, []])),
      vsc: ['lambda', 'slope', 'klWeight', 'sparsityWeight'],
      'beta-vae': ['capacity'],
    })
  })

  it('tells beta-TCVAE how many training images there are by default', () => {
    const sizeOf = (settings: ConfigTree) => {
      const { runs } = resolvePlan({ overrides: [{ models: ['beta-tcvae'], 'beta-tcvae': settings }] })
      return modelOf(lab, runs[0]!.configuration.model, { dim: 9, count: 700 }).config
    }
    expect(sizeOf({})).toMatchObject({ datasetSize: 700 })
    expect(sizeOf({ datasetSize: 900 })).toMatchObject({ datasetSize: 900 })
  })

  it('plans a run for every model, J, point of the sweep and seed, each with its own id', () => {
    const { runs } = resolvePlan({
      overrides: [{ models: ['vsc'], latentDims: [18, 40], seeds: [1, 2], sweep: { vsc: { alpha: [0.1, 0.2] } } }],
    })
    expect(runs.map(({ id }) => id).slice(0, 4)).toEqual([
      'vsc-j18-alpha-0.1-seed1',
      'vsc-j18-alpha-0.1-seed2',
      'vsc-j18-alpha-0.2-seed1',
      'vsc-j18-alpha-0.2-seed2',
    ])
    expect(new Set(runs.map(({ id }) => id)).size).toBe(8)
  })

  it('lets all seeds follow the one by default', () => {
    expect(configOf({ preset: 'smoke', overrides: [{ seed: 7 }] })).toMatchObject({
      seeds: [7],
      data: { seed: 7 },
      evaluation: { seed: 7 },
    })
    expect(configOf({ overrides: [{ seed: 7, seeds: [1, 2] }] })).toMatchObject({ seeds: [1, 2], data: { seed: 7 } })
  })

  it('puts a seed that is asked for in place of all seeds of an earlier run, but for those that are told beside it', () => {
    const file = JSON.parse(JSON.stringify(configOf({ overrides: [{ seed: 7, seeds: [1, 2] }] })))
    expect(configOf({ file, seed: 9, overrides: [{ evaluation: { seed: 3 } }] })).toMatchObject({
      seed: 9,
      seeds: [9],
      data: { seed: 9 },
      evaluation: { seed: 3 },
    })
  })

  it('puts a seed in the place of those alone that an experiment has', () => {
    const { runs } = resolvePlan({ name: 'elbo', preset: 'smoke', seed: 9 })
    expect(new Set(runs.map(({ seed }) => seed))).toEqual(new Set([9]))
  })

  it('takes a number for a schedule that stays', () => {
    const { training } = configOf({ overrides: [{ training: { learningRate: 3e-4 } }] })
    expect(training.learningRate).toEqual({ kind: 'constant', value: 3e-4 })
  })

  it('warns of schedules that training cuts short', () => {
    const { warnings } = resolvePlan({ preset: 'paper', overrides: [{ training: { iterations: 20_000 } }] })
    expect(warnings).toEqual([
      'training.learningRate still changes up to iteration 60000, but training ends at 20000',
      'training.schedules.lambda still changes up to iteration 60000, but training ends at 20000',
      'training.schedules.slope still changes up to iteration 200000, but training ends at 20000',
    ])
  })

  it('warns of models that are not compared on equal terms', () => {
    const { warnings } = resolvePlan({ preset: 'smoke', overrides: [{ vsc: { hiddenDim: 30 } }] })
    expect(warnings).toEqual([
      'the models differ in hiddenDim (vsc 30, beta-vae 64), and are not compared on equal terms',
    ])
  })

  it('warns of models that are trained for longer, or of which more is tried', () => {
    const overrides = [{ trainingOf: { vsc: { iterations: 300 } }, sweep: { vsc: { alpha: [0.1, 0.2] } } }]
    const { warnings } = resolvePlan({ preset: 'smoke', overrides })
    expect(warnings).toEqual([
      'the models differ in iterations (vsc 300, beta-vae 200), and are not compared on equal terms',
      'the models differ in settings tried (vsc 2, beta-vae 1), and are not compared on equal terms',
    ])
  })

  it('sweeps over step sizes too: they are those of training, and none of the model', () => {
    const learningRate = [1e-3, piecewise([0, 1e-4], [100, 1e-3])]
    const { config, runs } = resolvePlan({
      preset: 'smoke',
      overrides: [{ models: ['beta-vae'], sweep: { 'beta-vae': { beta: [1, 2], learningRate } } }],
    })
    expect(runs.map(({ id }) => id)).toEqual([
      'beta-vae-j18-beta-1-learningRate-0.001-seed1',
      'beta-vae-j18-beta-1-learningRate-0-0.0001-100-0.001-seed1',
      'beta-vae-j18-beta-2-learningRate-0.001-seed1',
      'beta-vae-j18-beta-2-learningRate-0-0.0001-100-0.001-seed1',
    ])
    expect(runs.map((run) => run.configuration.training.learningRate)).toEqual([
      constant(1e-3),
      learningRate[1],
      constant(1e-3),
      learningRate[1],
    ])
    expect(runs[3]!.configuration.model).toMatchObject({ beta: 2 })
    expect(resolvePlan({ file: JSON.parse(JSON.stringify(config)) }).runs).toEqual(runs)
  })

  it.each<[Request, string]>([
    [{ name: 'eblo' }, "there is no experiment 'eblo', did you mean elbo?; there are: smiley-correlation"],
    [{ preset: 'fast' }, "smiley-correlation has no preset 'fast'; there are: smoke, quick, standard, paper"],
    [
      { file: { preset: 'smoke' }, preset: 'quick' },
      "asks for preset 'quick' but the configuration file is for 'smoke'",
    ],
    [{ overrides: [{ vsc: { alhpa: 1 } }] }, 'vsc.alhpa: there is no such key; did you mean vsc.alpha?'],
    [{ overrides: [{ hiddenDim: 3 }] }, 'hiddenDim: there is no such key; did you mean vsc.hiddenDim?'],
    [
      { overrides: [{ models: ['beta-ave'] }] },
      "there is no model 'beta-ave', did you mean beta-vae?; there are: vsc, beta-vae, beta-tcvae, ",
    ],
    [{ overrides: [{ engine: 'cuda' }] }, "there is no engine 'cuda'; there are: auto, "],
    [{ overrides: [{ seeds: [1, 1] }] }, 'seeds: names something twice'],
    [
      { overrides: [{ training: { batchSize: 70_000 } }] },
      'training.batchSize: must not be more than data.trainCount, 60000',
    ],
    [
      { overrides: [{ trainingOf: { 'beta-vae': { batchSize: 70_000 } } }] },
      'trainingOf.beta-vae.batchSize: must not be more than data.trainCount, 60000',
    ],
    [{ overrides: [{ sweep: { vsc: { learningRate: ['fast'] } } }] }, 'sweep.vsc.learningRate: '],
    [{ overrides: [{ trainingOf: { vsc: { schedules: {} } } }] }, 'trainingOf.vsc.schedules: there is no such key'],
    [
      { overrides: [{ 'beta-vae': { capacity: true } }] },
      'training.schedules.capacity: a model that is asked for needs this schedule',
    ],
    [{ overrides: [{ sweep: { vsc: { alpha: [0.1, 2] } } }] }, 'sweep.vsc.alpha: '],
    [{ overrides: [{ seed: 0.5, vsc: { alpha: 'x' } }] }, 'seed: expected a whole number, found 0.5; vsc.alpha: '],
  ])('refuses %j in a line', (request, message) => {
    expect(() => resolvePlan(request)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/BAD_INPUT|BAD_CONFIG/) }),
    )
    expect(() => resolvePlan(request)).toThrow(message)
    expect(() => resolvePlan(request)).not.toThrow('\n')
  })
})
