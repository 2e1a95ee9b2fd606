import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBetaVae } from '@vsc/baselines'
import { constant } from '@vsc/core'
import { encodeNpy } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { describeRun, type RunDescription, trainingConfigSchema } from '@vsc/training'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLab } from '../define-lab.js'
import { dataSettingsOfRun } from '../run-config/data-settings.js'
import { loadTrainingExamples } from '../run-config/training-examples.js'
import { findRunData } from './find-run-data.js'
import { loadRunExamples } from './run-examples.js'

const lab = createLab([])
const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-run-examples-'))
})
afterEach(() => rm(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const put = (name: string, numbers: readonly number[], dim: number) =>
  writeFile(at(name), encodeNpy({ shape: [numbers.length / dim, dim], data: Float32Array.from(numbers) }))

/** As a run on these data describes them. */
async function runOn(name: string, preparation: 'unit' | 'standardise'): Promise<RunDescription> {
  const data = await loadTrainingExamples({ name: at(name), split: 'train', preparation }, { lab })
  const model = createBetaVae({ dataDim: data.dim, latentDim: 1, hiddenDim: 2 })
  const config = trainingConfigSchema.parse({ iterations: 1, learningRate: constant(1e-3) })
  return JSON.parse(JSON.stringify(describeRun({ model, data, engine, config })))
}

describe('examples for a trained model', () => {
  it.each([
    ['unit', [0.5, 0.25]],
    ['standardise', [0, -1]],
  ] as const)('are prepared by the numbers of its own: %s', async (preparation, expected) => {
    await put('own.npy', [-2, 2, 0, 0, 2, -2, 0, 0], 2)
    await put('others.npy', [0, -1, 9, 9], 2)
    const run = await runOn('own.npy', preparation)
    const { data, warnings } = await loadRunExamples({ lab, run, directory: folder, data: at('others.npy') })
    const [first, second] = data.read([0])
    expect(first).toBeCloseTo(expected[0], 6)
    expect(second).toBeCloseTo(preparation === 'unit' ? expected[1] : -1 / Math.sqrt(2), 6)
    expect(warnings).toEqual([
      `the numbers of ${at('others.npy')} go from -1 to 9, those that the model was trained on from -2 to 2: they are prepared as these were`,
    ])
  })

  it('must have as many numbers as its own', async () => {
    await put('own.npy', [0, 1, 2, 3], 2)
    await put('others.npy', [0, 1, 2], 3)
    const run = await runOn('own.npy', 'unit')
    await expect(loadRunExamples({ lab, run, directory: folder, data: at('others.npy') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining('the model takes examples of 2 numbers, shape [2]'),
    })
  })
})

describe('the data of a run', () => {
  it('of an earlier version are read as they were then: all columns, arrays as they lie in their file', async () => {
    await put('own.npy', [0, 1, 2, 3], 2)
    const { data } = await runOn('own.npy', 'unit')
    const { layout, preparation, file, ...earlier } = data
    const settings = (more: object) => dataSettingsOfRun(lab, { data: { ...earlier, ...more } })
    expect(settings({ shape: [3, 4, 4] })).toMatchObject({ shape: [3, 4, 4], preparation: 'unit' })
    const table = { name: 't.csv', shape: [2], provenance: { labels: 'kind' } }
    expect(settings(table)).toMatchObject({ columns: '1-3', labels: 'kind', preparation: 'none' })
    expect(dataSettingsOfRun(lab, { data })).not.toHaveProperty('shape')
  })

  it('are found beside it by their bytes, and nowhere else', async () => {
    await put('own.npy', [0, 1, 2, 3], 2)
    await put('decoy.npy', [0, 1, 2, 4], 2)
    const run = await runOn('own.npy', 'unit')
    expect(await findRunData({ lab, run, directory: folder })).not.toHaveProperty('remark')
    await rename(at('own.npy'), at('renamed.npy'))
    const { settings, remark } = await findRunData({ lab, run, directory: join(folder, 'run') })
    expect(settings.name).toBe(at('renamed.npy'))
    expect(remark).toBe(`the data of this run are not at ${at('own.npy')} any more: found at ${at('renamed.npy')}`)
    await rm(at('renamed.npy'))
    await expect(findRunData({ lab, run, directory: folder })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    await expect(findRunData({ lab, run, directory: folder, place: at('none.npy') })).rejects.toThrow(
      `there is no file or folder ${at('none.npy')}`,
    )
  })
})
