import { expect, it } from 'vitest'
import { z } from 'zod'
import { settingsOf } from './settings-of.js'

it('reads keys, defaults, ranges and meanings off a schema, sections and what may be null among them', () => {
  const schema = z.strictObject({
    rate: z.number().gt(0).max(1).default(0.1).describe('A rate.'),
    stop: z
      .strictObject({ patience: z.number().int().min(1).describe('How long.') })
      .nullable()
      .default(null)
      .describe('When to stop.'),
    inner: z.strictObject({ name: z.enum(['a', 'b']).default('a').describe('A name.') }).prefault({}),
    shape: z.array(z.number().int().min(1)).optional().describe('A shape.'),
  })
  expect(settingsOf(schema, { prefix: 'x.', without: ['shape'] })).toEqual([
    { key: 'x.rate', default: 0.1, range: 'a number above 0 and at most 1', meaning: 'A rate.' },
    { key: 'x.stop', default: null, range: '{ patience } or null', meaning: 'When to stop.' },
    { key: 'x.stop.patience', range: 'a whole number of 1 or more', meaning: 'How long.' },
    { key: 'x.inner.name', default: 'a', range: 'a or b', meaning: 'A name.' },
  ])
})

it('takes defaults that follow from other keys, and the range that a schema is said to have', () => {
  const schema = z
    .strictObject({
      form: z.enum(['i', 'ii']).default('ii'),
      weight: z.any().meta({ range: 'as you like' }).optional(),
    })
    .transform((given) => ({ ...given, weight: given.weight ?? 10 }))
  expect(settingsOf(schema)[1]).toEqual({ key: 'weight', default: 10, range: 'as you like', meaning: '' })
})

it('has nothing to list of what is made of no keys', () => {
  expect(settingsOf(z.any())).toEqual([])
})
