import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeNpz } from '@vsc/data'
import { createRng } from '@vsc/random'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runHere } from './run-here.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-metrics-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function vsc(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runHere([...argv, '-q'])
  expect(code, stderr).toBe(0)
  return stdout
}
const short = ['--preset', 'smoke', '--set', 'training.iterations=20', '--set', 'training.batchSize=10']

describe('metrics of a model of smileys', () => {
  let run: string
  beforeAll(async () => {
    run = join(folder, 'smileys')
    await vsc('train', '--data', 'smiley', ...short, '--set', 'data.count=100', '--out', run)
  })
  const some = ['--count', '100']

  it('are those asked for by name, the same as among all', async () => {
    const all = JSON.parse(await vsc('evaluate', run, ...some, '--json'))
    const few = JSON.parse(await vsc('evaluate', run, ...some, '--metrics', 'within,elbo', '--json'))
    expect(few).toEqual({ ...all, terms: { elbo: all.terms.elbo }, scores: { within: all.scores.within } })
    expect(Object.keys(all.scores)).toEqual(
      expect.arrayContaining(['activeLatents', 'activeUnits', 'spikeRecovery', 'presence', 'mig']),
    )
    expect(all.scores).not.toHaveProperty('linearAccuracy')
  })

  it('are refused by another name, with the nearest there is, and said to be missing where the data lack what they need', async () => {
    const refused = await runHere(['evaluate', run, ...some, '--metrics', 'activeUnit'])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain("error: --metrics: there is no metric 'activeUnit'; did you mean activeUnits?")
    const { code, stderr } = await runHere(['evaluate', run, ...some, '--metrics', 'knnAccuracy,elbo'])
    expect(code).toBe(0)
    expect(stderr).toContain('there is no knnAccuracy of this model on these data: it needs labels')
  })

  it('may be one of a stranger, which is in the table beside the others', async () => {
    const file = join(folder, 'own.mjs')
    await writeFile(
      file,
      `export default { metrics: [{
        name: 'largest', title: 'largest E[z|x]', decimals: 3, better: 'lower', needs: ['posteriorMeans'],
        compute: ({ posteriorMeans }) => Math.max(...posteriorMeans.data.map(Math.abs)),
      }] }`,
    )
    const { code, stdout, stderr } = await runHere([
      'evaluate',
      run,
      ...some,
      '--metrics',
      'largest,zeros',
      '--use',
      file,
    ])
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^largest +\d+\.\d{4} +lower +largest E\[z\|x\]$/m)
    expect(stdout).toMatch(/^zeros +0\.\d{4} +higher +zeros$/m)
  })
})

it('of data with factors of their own are about these', async () => {
  const [count, dim] = [200, 6]
  const rng = createRng('factors')
  const factors = rng.fillUniform(new Float32Array(count * 2))
  const x = Float32Array.from(
    { length: count * dim },
    (_, k) => factors[2 * Math.floor(k / dim) + (k % 2)]! * (1 + (k % 3)),
  )
  const file = join(folder, 'factors.npz')
  await writeFile(
    file,
    encodeNpz({ x: { shape: [count, dim], data: x }, factors: { shape: [count, 2], data: factors } }),
  )
  const run = join(folder, 'own')
  await vsc('train', '--data', file, ...short, '--set', 'data.testFraction=0.5', '--out', run)
  const { scores } = JSON.parse(await vsc('evaluate', run, '--json'))
  for (const name of ['mig', 'sap', 'dci', 'lassoDci', 'signedBestCorrelation'])
    expect(scores[name]).toBeTypeOf('number')
  for (const name of ['activeLatents', 'presence', 'within']) expect(scores).not.toHaveProperty(name)
  const { features, matrix } = JSON.parse(await vsc('correlate', run, '--json'))
  expect(features).toEqual(['factor 0', 'factor 1'])
  expect(matrix).toHaveLength(2)
})
