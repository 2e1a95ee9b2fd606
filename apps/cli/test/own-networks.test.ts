import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { vsc } from './program.js'

// Whole programs in processes of their own: seconds each.
vi.setConfig({ testTimeout: 300_000 })

/** VSC with an encoder that takes smileys of 1,024 pixels and nothing else. */
const lab = `
import * as tf from '@tensorflow/tfjs'
import { createVsc, dense, denseParameters, vscFamily } from '@vsc/core'

const encoder = {
  name: 'tanh', config: { units: 16 }, inputs: 1024, outputs: 16,
  parameters: (inputs) => denseParameters('hidden', { inputs, outputs: 16 }),
  apply: (p, x) => tf.tanh(dense(p, 'hidden', x)),
}
const create = (settings, { dataDim, latentDim }) => createVsc({ ...settings, dataDim, latentDim }, { encoder })
export default {
  models: [{ ...vscFamily, name: 'tanh-vsc', title: 'tanh VSC', create: (...given) => ({ ...create(...given), name: 'tanh-vsc' }) }],
}`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(import.meta.dirname, '../.examples-')) // imports resolve as the program's own do
  await writeFile(join(folder, 'lab.mjs'), lab)
})
afterAll(() => rm(folder, { recursive: true }))

it('a model with a network of one’s own goes through every command', async () => {
  const [use, run] = [['--use', join(folder, 'lab.mjs'), '-q'], join(folder, 'run')]
  const few = ['--set', 'data.count=100', '--set', 'training.iterations=12', '--set', 'training.batchSize=10']
  const expectDone = async (...argv: string[]) => {
    const { code, stdout, stderr } = await vsc(...argv, ...use)
    expect(code, stderr).toBe(0)
    return stdout
  }
  await expectDone('train', '--model', 'tanh-vsc', '--preset', 'smoke', ...few, '--out', run)
  const { scores } = JSON.parse(await expectDone('evaluate', run, '--count', '50', '--metrics', 'zeros', '--json'))
  expect(scores.zeros).toBeGreaterThan(0)
  await expectDone('resume', run, '--iterations', '14')
  await expectDone('train', '--config', join(run, 'config.json'), '--out', join(folder, 'again'))
  await expectDone('export', run, '--out', join(folder, 'exported'))
  const unknown = await vsc('evaluate', run, '--no-config')
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining("there is no model 'tanh-vsc'") })
})
