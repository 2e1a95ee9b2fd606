import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planOf as resolvePlan, runSmoke, type SmokeRun, textOf } from '../../test/run-smoke.js'

// A whole run: seconds, more where others use the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const planOf = (preset: string, ...overrides: object[]) =>
  resolvePlan({ name: 'codes', preset, overrides: overrides as Record<string, unknown>[] })

describe('the configuration', () => {
  it('asks for VSC beside a plain VAE of the same width and likelihood', () => {
    for (const preset of ['smoke', 'quick', 'standard', 'paper']) {
      const { config, warnings } = planOf(preset)
      expect(config).toMatchObject({ models: ['vsc', 'beta-vae'], 'beta-vae': { beta: 1 } })
      expect(config).toMatchObject({ classifier: { labelCount: preset === 'smoke' ? 500 : 5000 } })
      expect(warnings).toEqual([])
    }
  })

  it('asks for the model of activations at its J, so that it can be taken over', () => {
    const [one, other] = ['activations', 'codes'].map((name) => {
      const plan = resolvePlan({ name, preset: 'quick' })
      const run = plan.runs.find(({ latentDim }) => latentDim === 100)!
      return { training: run.configuration.training, model: run.configuration.model }
    })
    expect(other).toEqual(one)
  })

  it.each([
    [{ classifier: { labelCount: 2000 } }, 'classifier.labelCount: must not be more than data.trainCount, 1000'],
    [{ classifier: { neighbours: 501 } }, 'classifier.neighbours: must not be more than classifier.labelCount, 500'],
    [
      { data: { trainCount: 40 }, training: { batchSize: 50 } },
      'training.batchSize: must not be more than data.trainCount, 40',
    ],
    [{ classifier: { trees: 5 } }, 'classifier.trees: there is no such key'],
  ])('refuses %j', (asked, message) => {
    expect(() => planOf('smoke', asked)).toThrow(message)
  })
})

const hasData = process.env.VSC_DATA_DIR !== undefined

describe.skipIf(!hasData)('a smoke run (which needs Fashion-MNIST in VSC_DATA_DIR)', () => {
  let folder: string
  let run: SmokeRun
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'codes-'))
    run = await runSmoke('codes', join(folder, 'run'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('classifies by the codes of every model better than by chance', () => {
    expect(run.summary.results.map(({ model, latentDim }) => [model, latentDim])).toEqual([
      ['vsc', 4],
      ['vsc', 18],
      ['beta-vae', 4],
      ['beta-vae', 18],
    ])
    for (const { model, latentDim, metrics } of run.summary.results) {
      for (const name of ['linearAccuracyOfMean', 'knnAccuracyOfMean']) expect(metrics[name]).toBeGreaterThan(0.3)
      expect(metrics.latentsOn === latentDim).toBe(model === 'beta-vae') // only spikes are ever off
      expect(metrics.elbo).toBeCloseTo(metrics.logLikelihood! - metrics.kl!, 3)
    }
  })

  it('has a report that says what was found beside what is published', () => {
    const text = textOf(run.report)
    expect(text).toContain('published with 5,000 labels: 66.9% at J = 8, 79.7% at J = 200')
    expect(text).not.toContain('<span class="holds">held')
    expect(text).toContain('Gaussian')
    expect(text).not.toMatch(/\[object Object\]|undefined|NaN/)
  })
})
