import { vscFamily } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { trainingConfigSchema } from '@vsc/training'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { builtIn } from '../define-lab.js'
import { dataKindOf } from './data-kind.js'
import { presetFor, presetNames } from './preset.js'

const combinations = builtIn.models.flatMap((model) =>
  presetNames.flatMap((preset) => (['binary', 'unit', 'real'] as const).map((kind) => ({ model, preset, kind }))),
)

it.each(combinations)('$preset of $model.name for $kind data is valid', ({ model, preset, kind }) => {
  const { model: given, training } = presetFor({ model, preset, data: { name: 'own', kind } })
  const { latentDim, ...settings } = given
  expect(latentDim).toBeGreaterThan(0)
  expect(model.settings.safeParse(settings).error).toBeUndefined()
  expect(trainingConfigSchema.safeParse(training).error).toBeUndefined()
})

it('ends its schedules with its iterations, whatever these are', () => {
  const { training } = presetFor({
    model: vscFamily,
    preset: 'quick',
    data: { name: 'own', kind: 'unit' },
    iterations: 100,
  })
  expect(training.iterations).toBe(100)
  expect(training.schedules?.slope).toMatchObject({ start: 0, end: 100 })
  expect(training.schedules?.klWeight).toMatchObject({ from: 0, to: 1, start: 0, end: 30 })
  expect(training.learningRate).toMatchObject({ steps: [{ start: 0 }, { start: 4 }, { start: 75 }] })
})

it.each([1, 2, 3, 10])('is valid for %i iterations', (iterations) => {
  for (const model of builtIn.models) {
    const { training } = presetFor({ model, preset: 'quick', data: { name: 'own', kind: 'unit' }, iterations })
    expect(trainingConfigSchema.safeParse(training).error).toBeUndefined()
  }
})

it('has the published numbers', () => {
  const smiley = presetFor({ model: vscFamily, preset: 'paper', data: { name: 'smiley', kind: 'binary' } })
  expect(smiley).toMatchObject({
    model: { hiddenDim: 3000, pseudoInputCount: 20 },
    training: { iterations: 200_000, batchSize: 500 },
  })
  const celeba = presetFor({ model: vscFamily, preset: 'paper', data: { name: 'celeba', kind: 'unit' } })
  expect(celeba).toMatchObject({ model: { latentDim: 300 }, training: { iterations: 500_000 } })
})

it('has the published numbers at a tenth of their length, every schedule with them', () => {
  const { model, training } = presetFor({
    model: vscFamily,
    preset: 'paper-tenth',
    data: { name: 'smiley', kind: 'binary' },
  })
  expect(model).toMatchObject({ latentDim: 40, hiddenDim: 3000 })
  expect(training).toMatchObject({
    iterations: 20_000,
    batchSize: 500,
    learningRate: {
      steps: [
        { start: 0, value: 5e-4 },
        { start: 6000, value: 5e-5 },
      ],
    },
    schedules: { lambda: { start: 5000, end: 6000 }, slope: { from: 50, to: 200, start: 0, end: 20_000 } },
  })
})

describe('the kind of data', () => {
  it.each([
    ['binary', [0, 1], [0, 1, 1]],
    ['unit', [0, 1], [0, 0.5, 1]],
    ['real', [-1, 1], [0, 1, 1]],
    ['real', [0, 255], [0, 1, 1]],
  ] as const)('is %s for the range %j and %j', (kind, range, numbers) => {
    const read = () => Float32Array.from(numbers)
    expect(dataKindOf({ range, count: 1, read })).toBe(kind)
  })

  it('of smileys is binary', () => {
    expect(dataKindOf(smileyDataSet({ count: 10, seed: 1 }))).toBe('binary')
  })
})

it('says of a model without published settings that it has none', () => {
  const { published, ...unpublished } = vscFamily
  const asked = { model: { ...unpublished, name: 'own' }, data: { name: 'own', kind: 'unit' } } as const
  expect(() => presetFor({ ...asked, preset: 'paper' })).toThrow('own has no published settings')
})

it('gives a model those settings alone that it has', () => {
  const model = { ...vscFamily, settings: z.strictObject({ hiddenDim: z.number(), width: z.number().default(2) }) }
  const { latentDim, ...settings } = presetFor({
    model: { ...model, create: vscFamily.create as never, shortRun: () => ({ width: 3 }) },
    data: { name: 'own', kind: 'unit' },
    preset: 'quick',
  }).model
  expect(settings).toEqual({ hiddenDim: 400, width: 3 })
})
