import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Summary } from '@vsc/lab'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planOf as resolvePlan, runSmoke, type SmokeOptions } from '../../test/run-smoke.js'

// The smoke runs of the three experiments on clothing, one beside the other: seconds each, more where others use the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const names = ['activations', 'conditional', 'interpolation'] as const

describe('the configuration', () => {
  it('asks for the same model whatever the experiment', () => {
    const [first, ...others] = names.map((name) => {
      const plan = resolvePlan({ name, preset: 'quick' })
      const [run] = plan.runs
      return { run, training: run!.configuration.training, model: run!.configuration.model }
    })
    for (const other of others) expect(other).toEqual(first)
  })

  it('has the published settings under `paper`', () => {
    const { config, warnings } = resolvePlan({ name: 'activations', preset: 'paper' })
    expect(config).toMatchObject({ vsc: { alpha: 0.01, hiddenDim: 3000, pseudoInputCount: 20 } })
    expect(config).toMatchObject({ training: { iterations: 70_000, batchSize: 500 } })
    expect(warnings).toEqual([])
  })

  it.each([
    [{ models: ['vsc', 'beta-vae'] }, 'models.1: beta-vae has no spikes'],
    [
      { data: { trainCount: 50 }, training: { batchSize: 100 } },
      'training.batchSize: must not be more than data.trainCount, 50',
    ],
    [{ data: { digits: 5 } }, 'data.digits: there is no such key'],
  ])('refuses %j', (asked, message) => {
    expect(() => resolvePlan({ name: 'conditional', overrides: [asked] })).toThrow(message)
  })
})

const hasData = process.env.VSC_DATA_DIR !== undefined

describe.skipIf(!hasData)('smoke runs (which need Fashion-MNIST in VSC_DATA_DIR)', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clothing-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const run = (name: string, out: string, options: SmokeOptions = {}) => runSmoke(name, join(folder, out), options)

  it('of one experiment after the other train one model, and find the same numbers of it', async () => {
    const [first, ...others] = [
      await run('activations', 'activations'),
      await run('conditional', 'conditional'),
      await run('interpolation', 'interpolation'),
    ]
    expect(first!.said).not.toContain('taken over')
    const [trained] = first!.summary.results
    const shared = [
      'elbo',
      'elboMixture',
      'logLikelihood',
      'kl',
      'activeUnits',
      'varyingLatents',
      'alwaysOnLatents',
      'onPerImage',
    ]
    const sharedOf = ({ metrics }: Summary['results'][number]) => shared.map((name) => metrics[name])
    for (const { said, summary } of others) {
      expect(said).toContain(`taken over from ${join(folder, 'activations', 'runs', 'vsc-j18-seed1')}`)
      expect(summary.results).toHaveLength(1)
      expect(sharedOf(summary.results[0]!)).toEqual(sharedOf(trained!))
      expect(summary.results[0]).toMatchObject({ settings: trained!.settings, seconds: trained!.seconds })
    }
    for (const { report } of [first!, ...others]) {
      const text = report.replace(/<svg.*?<\/svg>/gs, '')
      expect(text).toContain('Gaussian')
      expect(text).not.toMatch(/\[object Object\]|undefined|NaN/)
    }
    expect(await others[1]!.read('figures/discrete-vsc-j18-seed1.svg')).toContain('decoded')

    const fresh = await run('interpolation', 'fresh', { reuse: false })
    expect(fresh.said).not.toContain('taken over')
    expect(fresh.summary.results[0]!.metrics).toEqual(others[1]!.summary.results[0]!.metrics)
  })
})
