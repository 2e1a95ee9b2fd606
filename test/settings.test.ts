import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as Baselines from '@vsc/baselines'
import type {
  betaTcVaeConfigSchema,
  betaVaeConfigSchema,
  dipVaeConfigSchema,
  factorVaeConfigSchema,
  vampPriorVaeConfigSchema,
} from '@vsc/baselines'
import type {
  KlWeightConfig,
  klWeightKeys,
  LikelihoodConfig,
  likelihoodKeys,
  ModelConfig,
  modelKeys,
  VscConfig,
  VscConfigInput,
  vscConfigSchema,
} from '@vsc/core'
import { paper } from '@vsc/experiments'
import { createLab, experimentSettings, runSettings, type Setting, settingsOf } from '@vsc/lab'
import { type TrainingConfig, type TrainingConfigInput, trainingConfigSchema } from '@vsc/training'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { settingsPage } from '../scripts/settings-page.js'
import { settingsTypes } from '../scripts/settings-types.js'
import { root } from './workspace.js'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Formatting breaks lines, and sets a bar before the first of several choices. */
const plain = (code: string) => code.replace(/\s+/g, '').replace(/([:<])\|/g, '$1')

describe('what is made from the schemas of settings is up to date (pnpm run generate:settings)', () => {
  it('docs/settings.md', () => expect(read('docs/settings.md')).toBe(settingsPage()))
  it.each(Object.entries(settingsTypes()))('%s', (path, text) => expect(plain(read(path))).toBe(plain(text)))
})

describe('every setting', () => {
  const lab = createLab([paper])
  const all: readonly Setting[] = [
    ...lab.models.flatMap(({ name }) => runSettings(lab, { model: name, data: 'own.csv' })),
    ...lab.dataSets.flatMap(({ name }) => runSettings(lab, { model: 'vsc', data: name })),
    ...lab.experiments.flatMap((experiment) => experimentSettings(lab, experiment)),
  ]

  it('has a meaning in a sentence', () => {
    expect(all.filter(({ meaning }) => !/^[\p{L}\d`].*[.)]$/su.test(meaning))).toEqual([])
  })

  it('has a range, and a number an end of it', () => {
    const unbounded = all.filter(({ range }) => /any value|a number($|,| or |\])/.test(range))
    // One's own numbers may lie anywhere, and so may the schedules of one's own models.
    expect([...new Set(unbounded.map(({ key }) => key))]).toEqual([
      'data.range',
      'data.preparation',
      'training.schedules',
    ])
  })
})

describe('numbers that make no sense are refused', () => {
  const lab = createLab([])
  const senseless = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300]

  it.each(lab.models.map(({ name, settings }) => [name, settings] as const))(
    'by every setting of %s',
    (_, settings) => {
      const numbers = settingsOf(settings).filter(({ range }) => /number/.test(range))
      expect(numbers.length).toBeGreaterThan(3)
      for (const { key } of numbers) {
        for (const value of senseless)
          expect([key, value, settings.safeParse({ [key]: value }).success]).toEqual([key, value, false])
      }
    },
  )

  it('by every setting of training', () => {
    const valid = { iterations: 10, learningRate: { kind: 'constant', value: 1e-3 } }
    expect(trainingConfigSchema.safeParse(valid).success).toBe(true)
    const numbers = settingsOf(trainingConfigSchema).filter(
      ({ key, range }) => /number/.test(range) && !/[.]|^seed$/.test(key),
    )
    expect(numbers.map(({ key }) => key)).toContain('clipNorm')
    for (const { key } of numbers) {
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
        expect([key, value, trainingConfigSchema.safeParse({ ...valid, [key]: value }).success]).toEqual([
          key,
          value,
          false,
        ])
      }
    }
  })

  it.each([
    ['lambda', 1.5],
    ['lambda', -0.1],
    ['slope', 0],
    ['klWeight', -1],
    ['sparsityWeight', -1],
    ['capacity', -1],
    ['own', Number.NaN],
  ])('by the schedule %s at %d', (name, value) => {
    const config = (schedules: object) => ({
      iterations: 10,
      learningRate: { kind: 'constant', value: 1e-3 },
      schedules,
    })
    const rising = { kind: 'linear', from: name === 'own' ? 0 : 1, to: value, start: 0, end: 10 }
    expect(trainingConfigSchema.safeParse(config({ [name]: rising })).success).toBe(false)
    expect(trainingConfigSchema.safeParse(config({ [name]: { ...rising, to: 1 } })).success).toBe(true)
  })
})

it('the written interfaces are the types of the schemas', () => {
  type Same<A, B> = [A, B] extends [B, A] ? true : false
  type Keys<K extends z.ZodRawShape> = z.output<z.ZodObject<K>>
  // Checked by tsc: what is not the same is no `true`.
  const same: true[] = [
    true satisfies Same<VscConfigInput, z.input<typeof vscConfigSchema>>,
    true satisfies Same<VscConfig, z.output<typeof vscConfigSchema>>,
    true satisfies Same<ModelConfig, Keys<typeof modelKeys>>,
    true satisfies Same<LikelihoodConfig, Keys<typeof likelihoodKeys>>,
    true satisfies Same<KlWeightConfig, Keys<typeof klWeightKeys>>,
    true satisfies Same<TrainingConfigInput, z.input<typeof trainingConfigSchema>>,
    true satisfies Same<TrainingConfig, z.output<typeof trainingConfigSchema>>,
    true satisfies Same<Baselines.BetaVaeConfigInput, z.input<typeof betaVaeConfigSchema>>,
    true satisfies Same<Baselines.BetaVaeConfig, z.output<typeof betaVaeConfigSchema>>,
    true satisfies Same<Baselines.BetaTcVaeConfigInput, z.input<typeof betaTcVaeConfigSchema>>,
    true satisfies Same<Baselines.BetaTcVaeConfig, z.output<typeof betaTcVaeConfigSchema>>,
    true satisfies Same<Baselines.FactorVaeConfigInput, z.input<typeof factorVaeConfigSchema>>,
    true satisfies Same<Baselines.FactorVaeConfig, z.output<typeof factorVaeConfigSchema>>,
    true satisfies Same<Baselines.DipVaeConfigInput, z.input<typeof dipVaeConfigSchema>>,
    true satisfies Same<Baselines.DipVaeConfig, z.output<typeof dipVaeConfigSchema>>,
    true satisfies Same<Baselines.VampPriorVaeConfigInput, z.input<typeof vampPriorVaeConfigSchema>>,
    true satisfies Same<Baselines.VampPriorVaeConfig, z.output<typeof vampPriorVaeConfigSchema>>,
  ]
  expect(same).not.toContain(false)
})
