import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { planOf as resolvePlan, runSmoke, type SmokeRun, textOf } from '../../test/run-smoke.js'

// A whole run: seconds, more where others use the machine or the images are to be decoded first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe('the configuration', () => {
  it('has the published settings under `paper`', () => {
    const { config, warnings } = resolvePlan({ name: 'celeba', preset: 'paper' })
    expect(config).toMatchObject({ latentDims: [300], vsc: { hiddenDim: 3000, pseudoInputCount: 20 } })
    expect(config).toMatchObject({ training: { iterations: 500_000, batchSize: 500 } })
    expect(warnings).toEqual([])
  })

  it('has batches no larger than there are examples, where nobody asks for a size', () => {
    const { config, warnings } = resolvePlan({
      name: 'celeba',
      preset: 'smoke',
      overrides: [{ data: { trainCount: 20 } }],
    })
    expect(config).toMatchObject({ training: { batchSize: 20 } })
    expect(warnings).toContain('training.batchSize is 20: there are no more examples')
  })

  it.each([
    [{ models: ['beta-vae'] }, 'models.0: beta-vae has no spikes'],
    [
      { data: { trainCount: 20 }, training: { batchSize: 50 } },
      'training.batchSize: must not be more than data.trainCount, 20',
    ],
    [{ data: { size: 64 } }, 'data.size: there is no such key'],
  ])('refuses %j', (asked, message) => {
    expect(() => resolvePlan({ name: 'celeba', preset: 'smoke', overrides: [asked] })).toThrow(message)
  })
})

const hasData = process.env.VSC_DATA_DIR !== undefined

describe.skipIf(!hasData)('a smoke run (which needs images of CelebA in VSC_DATA_DIR)', () => {
  let folder: string
  let run: SmokeRun
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celeba-'))
    run = await runSmoke('celeba', join(folder, 'run'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('has the terms of the ELBO for test faces and for faces trained on', () => {
    const [{ metrics }] = run.summary.results as [(typeof run.summary.results)[number]]
    expect(metrics.elbo).toBeCloseTo(metrics.logLikelihood! - metrics.kl!, 2)
    expect(metrics.trainElbo).toBeCloseTo(metrics.trainLogLikelihood! - metrics.trainKl!, 2)
    for (const name of ['reconstructionError', 'trainReconstructionError']) {
      expect(metrics[name]).toBeGreaterThan(0.05)
      expect(metrics[name]).toBeLessThan(0.5)
    }
  })

  it('has a report that says how many images it saw, that they were a sample, and what they may be used for', () => {
    const text = textOf(run.report)
    expect(text).toContain('A sample: trained on 300 of the 162,770 training images of CelebA')
    expect(text).toContain('non-commercial research')
    expect(text).toContain('Gaussian, variance floor 0.01')
    expect(text).not.toMatch(/\[object Object\]|undefined|NaN/)
  })
})
