import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constant } from '@vsc/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trainingConfigSchema } from './config.js'
import { readRunDescription } from './node/read-run-description.js'
import { differences, isSameRun, type RunDescription } from './run-description.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vsc-description-'))
})
afterEach(() => rm(folder, { recursive: true }))

const run = {
  model: { name: 'vsc', config: { latentDim: 3 } },
  data: { name: 'smiley', count: 10, shape: [32, 32], range: [0, 1] as const, provenance: { seed: 1 } },
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

describe('differences', () => {
  const own = (name: string, data: Partial<RunDescription['data']> = {}): RunDescription => ({
    ...run,
    data: { ...run.data, name, provenance: { sha256: 'abc', preparation: 'unit' }, ...data },
  })
  const unit = { kind: 'unit', range: [-1, 3] } as const

  it('are none between the same numbers under another path, or another description of how they were read', () => {
    expect(differences(own('/a/x.npy'), own('/b/y.npy'))).toEqual([])
    expect(isSameRun(own('/a/x.npy'), own('/b/y.npy', { layout: { range: [-1, 3] }, classes: ['a'] }))).toBe(true)
    expect(
      differences(own('/a/x.npy'), own('/b/y.npy', { provenance: { sha256: 'abd', preparation: 'unit' } })),
    ).toEqual(expect.arrayContaining(['data.name: "/a/x.npy", expected "/b/y.npy"']))
  })

  it('are none where an earlier version did not say how examples were prepared, unless it was done by another name', () => {
    expect(differences(own('x'), own('x', { preparation: unit }))).toEqual([])
    expect(differences(own('x'), own('x', { preparation: { kind: 'l2' } }))).toEqual([
      'data.provenance.preparation: "unit", expected "l2"',
    ])
    const other = { kind: 'unit', range: [0, 3] } as const
    expect(differences(own('x', { preparation: unit }), own('x', { preparation: other }))).toEqual([
      'data.preparation.range.0: -1, expected 0',
    ])
  })
})
