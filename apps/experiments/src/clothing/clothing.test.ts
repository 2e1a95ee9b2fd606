import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runCli } from '../cli.js'
import { resolvePlan } from '../config/resolve.js'
import type { Summary } from '../run/experiment-folder.js'

// The smoke runs of the three experiments on clothing, one beside the other: seconds each, more where others use the machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const names = ['activations', 'conditional', 'interpolation'] as const

describe('the configuration', () => {
  it('asks for the same model whatever the experiment', () => {
    const [first, ...others] = names.map((name) => {
      const plan = resolvePlan({ name, preset: 'quick' })
      const [run] = plan.runs
      return { run, training: plan.trainingOf(run!), model: plan.modelOf(run!, { dim: 784, count: 60_000 }).config }
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
    [{ data: { trainCount: 50 } }, 'training.batchSize: must not be more than data.trainCount, 50'],
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

  async function run(name: string, out: string, ...options: string[]) {
    const said: string[] = []
    const terminal = {
      stdout: () => {},
      stderr: (text: string) => said.push(text),
      signal: new AbortController().signal,
    }
    const code = await runCli(
      [name, '--preset', 'smoke', '--jobs', '1', '--out', join(folder, out), ...options],
      terminal,
    )
    expect(code, said.join('')).toBe(0)
    const read = (file: string) => readFile(join(folder, out, file), 'utf8')
    const summary: Summary = JSON.parse(await read('summary.json'))
    return { said: said.join(''), summary, read, report: await read('report.html') }
  }

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
      'latentsInUse',
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

    const fresh = await run('interpolation', 'fresh', '--fresh')
    expect(fresh.said).not.toContain('taken over')
    expect(fresh.summary.results[0]!.metrics).toEqual(others[1]!.summary.results[0]!.metrics)
  })
})
