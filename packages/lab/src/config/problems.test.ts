import { expect, it } from 'vitest'
import { z } from 'zod'
import { problemsOf } from './problems.js'

const schema = z.strictObject({
  model: z.strictObject({ alpha: z.number().gt(0).lt(1), layers: z.number().int().min(1) }),
  seed: z.number().int().optional(),
})
const known = { model: { alpha: 0.1, layers: 2 }, seed: 1 }
const problems = (config: Record<string, unknown>) => problemsOf(schema.safeParse(config).error!, { config, known })

it.each([
  [
    { model: { alpha: 1, layers: 0 } },
    ['model.alpha: expected less than 1, found 1', 'model.layers: expected 1 or more, found 0'],
  ],
  [
    { model: { alpha: null, layers: 2.5 } },
    ['model.alpha: expected a number, found nothing', 'model.layers: expected a whole number, found 2.5'],
  ],
  [
    { model: { alpha: '0.1', layers: Number.NaN } },
    ['model.alpha: expected a number, found "0.1"', 'model.layers: expected a number, found NaN'],
  ],
])('%j: says what was expected and what was found', (config, expected) => {
  expect(problems(config)).toEqual(expected)
})

it('names what is within a section that is not known by itself, each with what was meant', () => {
  expect(problems({ ...known, modle: { alpha: 0.2, width: 3 } })).toEqual([
    'modle.alpha: there is no such key; did you mean model.alpha?',
    'modle.width: there is no such key',
  ])
})

it('lists what a section has where nothing is near', () => {
  expect(problems({ ...known, temperature: 3 })).toEqual(['temperature: there is no such key; there are model, seed'])
  expect(problems({ model: { ...known.model, temperature: 3 } })).toEqual([
    'model.temperature: there is no such key; model has alpha, layers',
  ])
})
