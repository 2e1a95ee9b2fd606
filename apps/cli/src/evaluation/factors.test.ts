import { type DSpritesDataSet, smileyDataSet } from '@vsc/data'
import { createRng } from '@vsc/random'
import { expect, it } from 'vitest'
import { factorScores } from './factor-scores.js'
import { factorsOf } from './factors.js'

it('of smileys are their 18 variables, under four attributes', () => {
  const factors = factorsOf(smileyDataSet({ count: 5, seed: 1 }))!
  expect(factors.values).toMatchObject({ rows: 5, columns: 18 })
  expect([...new Set(factors.bands.map(({ group }) => group))]).toEqual(['bowtie', 'hat', 'eyes', 'mouth'])
  expect(factors.bands[8]).toEqual({ label: 'crown width', group: 'hat' })
  expect(factors.attributeOf).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3])
})

it('of dSprites are all but the colour, each an attribute; latents that are the factors, standardised, score best', () => {
  const count = 600
  const levels = [1, 3, 4, 5, 6, 7]
  const draws = createRng('sprites')
  const factorValues = Float64Array.from(
    { length: count * 6 },
    (_, k) => draws.integer(levels[k % 6]!) / levels[k % 6]!,
  )
  const data = { name: 'dsprites', count, factorValues } as unknown as DSpritesDataSet
  const factors = factorsOf(data)!
  expect(factors.bands.map(({ label }) => label)).toEqual(['shape', 'scale', 'orientation', 'posX', 'posY'])
  const centred = {
    ...factors.values,
    data: Float64Array.from(factors.values.data, (v, k) => ((k % 5) % 2 ? 2 : -2) * (v - 0.4)),
  }
  const { scores } = factorScores(factors, { codes: centred, means: centred })
  expect(scores).toMatchObject({ correlatedLatents: 5, attributesOwned: 5 })
  expect(scores.meanBestCorrelation).toBeCloseTo(1)
  for (const name of ['correlationContrast', 'mig', 'dci', 'dciCompleteness', 'dciInformativeness']) {
    expect(scores[name], name).toBeGreaterThan(0.8)
  }
  expect(scores.sap).toBeGreaterThan(0.1) // how much better than a guess a line tells five values
})

it('of other data are not known', () => {
  expect(factorsOf({ ...smileyDataSet({ count: 5, seed: 1 }), name: 'other' })).toBeUndefined()
})
