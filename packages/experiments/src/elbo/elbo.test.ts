import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ownSettings, presetNames, type Summary } from '@vsc/lab'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planOf as resolvePlan, runSmoke } from '../../test/run-smoke.js'

// The smoke run: seconds, more where others use the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const planOf = (preset: string, ...overrides: Record<string, unknown>[]) =>
  resolvePlan({ name: 'elbo', preset, overrides })

describe('the plan', () => {
  it.each(presetNames)('of %s compares on equal terms, without warnings, and gives itself again', (preset) => {
    const { config, warnings } = planOf(preset)
    expect(warnings).toEqual([])
    expect(resolvePlan({ file: JSON.parse(JSON.stringify(config)) }).config).toEqual(config)
    const [vsc, vae] = [ownSettings(config, 'vsc'), ownSettings(config, 'beta-vae')]
    expect(vae).toMatchObject({ hiddenDim: vsc.hiddenDim, varianceFloor: vsc.varianceFloor })
  })

  it('sweeps at the J of sweepAt, and varies J at each model’s own setting', () => {
    const { runs } = planOf('smoke', { seeds: [1], data: { sets: ['uci-har'] } })
    expect(runs.map(({ id }) => id)).toEqual([
      'uci-har-vsc-j4-alpha-0.5-seed1',
      'uci-har-vsc-j8-alpha-0.05-seed1',
      'uci-har-vsc-j8-alpha-0.5-seed1',
      'uci-har-beta-vae-j4-beta-1-seed1',
      'uci-har-beta-vae-j8-beta-1-seed1',
      'uci-har-beta-vae-j8-beta-4-seed1',
    ])
  })

  it('may vary J at a setting that the sweep has not, where it sweeps nowhere', () => {
    const { config } = planOf('smoke', { models: ['vsc'], seeds: [1], data: { sets: ['uci-har'] } })
    const file = { ...config, sweepAt: [], vsc: { ...ownSettings(config, 'vsc'), alpha: 0.3 } }
    expect(resolvePlan({ file }).runs.map(({ swept }) => swept)).toEqual([{ alpha: 0.3 }, { alpha: 0.3 }])
  })

  it('is the whole grid without sweepAt, the published settings in `paper`', () => {
    const { runs } = planOf('paper')
    expect(runs).toHaveLength(2 * 2 * 5 * 4 * 5) // data sets, models, J, points of the sweep, seeds
    expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length)
    const [vsc] = runs
    const vae = runs.find(({ model, data }) => model === 'beta-vae' && data === 'uci-har')!
    const shared = { hiddenDim: 3000, likelihood: 'gaussian', varianceFloor: 1e-6 }
    expect(vsc!.configuration.model).toMatchObject({ ...shared, mean: 'sigmoid' })
    expect(vae.configuration.model).toMatchObject({ ...shared, mean: 'linear' })
    expect(vsc!.configuration.training).toMatchObject({ iterations: 70_000, batchSize: 500, clipNorm: null })
    expect(vae.configuration.training).toMatchObject({
      iterations: 70_000,
      learningRate: { value: 1e-4 },
      schedules: {},
    })
  })

  it.each([
    [{ sweepAt: [7] }, 'sweepAt: 7 is not among latentDims'],
    [{ vsc: { alpha: 0.3 }, sweep: { vsc: { alpha: [0.05, 0.2] } } }, 'sweep.vsc.alpha: must hold vsc.alpha, 0.3'],
    [{ sweep: { vsc: { pseudoInputCount: [5, 10] } } }, 'sweep.vsc: the figure has an axis for one setting only'],
    [
      { data: { 'uci-har': { trainCount: 20 } }, training: { batchSize: 50 } },
      'training.batchSize: must not be more than data.uci-har.trainCount, 20',
    ],
    [{ data: { sets: ['mnist'] } }, 'data.sets.0: '],
  ])('refuses %j', (asked, message) => {
    expect(() => planOf('smoke', asked)).toThrow(message)
  })
})

const hasData = process.env.VSC_DATA_DIR !== undefined

describe.skipIf(!hasData)('a smoke run (which needs Fashion-MNIST and UCI-HAR in VSC_DATA_DIR)', () => {
  let folder: string
  let summary: Summary
  let report: string

  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'elbo-')), 'run')
    ;({ summary, report } = await runSmoke('elbo', folder))
  })
  afterAll(() => rm(join(folder, '..'), { recursive: true }))

  it('has a result for every model, its likelihood and variance floor among the settings', () => {
    expect(summary.results).toHaveLength(24)
    for (const { data, settings, metrics } of summary.results) {
      const { elbo, logLikelihood, kl, bound, iwae, activeUnits } = metrics
      expect(elbo).toBeCloseTo(logLikelihood! - kl!, 3)
      expect(bound).toBeLessThanOrEqual(elbo! + 1e-4)
      for (const number of [iwae, activeUnits]) expect(number).toEqual(expect.any(Number))
      const mean = data === 'uci-har' ? 'linear' : 'sigmoid'
      expect(settings).toMatchObject({ likelihood: 'gaussian', mean, varianceFloor: 0.01 })
    }
  })

  it('takes the ELBO of a beta-VAE for that against its prior, and knows no spikes of it', () => {
    for (const { metrics } of summary.results.filter(({ model }) => model === 'beta-vae')) {
      expect(metrics.bound).toBe(metrics.elbo)
      expect(metrics).not.toHaveProperty('meanSpikeProbability')
    }
  })

  it('has a report that states what the ELBOs depend on', () => {
    expect(report).toContain('Gaussian, variance floor 0.01')
    expect(report).toContain('Test ELBO against the number of latents, UCI-HAR')
    expect(report).not.toContain('[object Object]')
  })
})
