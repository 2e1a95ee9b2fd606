import { type DSpritesDataSet, smileyDataSet } from '@vsc/data'
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

it('of dSprites are all but the colour, each an attribute; latents that are the factors score best', () => {
  const count = 200
  const factorValues = Float64Array.from({ length: count * 6 }, (_, k) => (k % 6 === 0 ? 1 : Math.abs(Math.sin(k * k))))
  const data = { name: 'dsprites', count, factorValues } as unknown as DSpritesDataSet
  const factors = factorsOf(data)!
  expect(factors.bands.map(({ label }) => label)).toEqual(['shape', 'scale', 'orientation', 'posX', 'posY'])
  const { scores } = factorScores(factors, factors.values)
  expect(scores).toMatchObject({ correlatedLatents: 5, attributesOwned: 5 })
  expect(scores.meanBestCorrelation).toBeCloseTo(1)
})

it('of other data are not known', () => {
  expect(factorsOf({ ...smileyDataSet({ count: 5, seed: 1 }), name: 'other' })).toBeUndefined()
})
