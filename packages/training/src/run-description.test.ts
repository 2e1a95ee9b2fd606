import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant } from '@vsc/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trainingConfigSchema } from './config.js'
import { readRunDescription } from './run-description.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-description-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = {
  model: { name: 'vsc', config: { latentDim: 3 } },
  data: { name: 'smiley', count: 10, shape: [32, 32], range: [0, 1], provenance: { seed: 1 } },
  engine: 'onnx:cpu',
  training: trainingConfigSchema.parse({ iterations: 5, learningRate: constant(1e-3) }),
}

const writeConfig = (text: string) => writeFile(join(folder, 'config.json'), text)

describe('readRunDescription', () => {
  it('gives back what was written', async () => {
    await writeConfig(JSON.stringify(run))
    expect(await readRunDescription(folder)).toEqual(run)
  })

  it.each([
    ['{', 'describes no training run: '],
    [JSON.stringify({ ...run, model: 'vsc' }), 'model: '],
    [JSON.stringify({ ...run, data: { ...run.data, count: -1 } }), 'data.count: '],
    [JSON.stringify({ ...run, training: { ...run.training, iterations: 'all' } }), 'training.iterations: '],
  ])('refuses %s', async (text, problem) => {
    await writeConfig(text)
    const reading = readRunDescription(folder)
    await expect(reading).rejects.toMatchObject({ code: 'NO_RUN', message: expect.stringContaining(problem) })
  })

  it('says that a folder without config.json holds no run', async () => {
    await expect(readRunDescription(folder)).rejects.toThrow(`${folder} holds no run: its config.json cannot be read`)
  })
})
