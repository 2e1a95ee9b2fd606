import { smileyDataSet } from '@vsc/data'
import { expect, it } from 'vitest'
import { factorBands } from './factor-bands.js'

it('names the 18 variables of smileys under four attributes', () => {
  const bands = factorBands(smileyDataSet({ count: 5, seed: 1 }).factors)
  expect(bands).toHaveLength(18)
  expect([...new Set(bands.map(({ group }) => group))]).toEqual(['bowtie', 'hat', 'eyes', 'mouth'])
  expect(bands[8]).toEqual({ label: 'crown width', group: 'hat' })
})

it('leaves factors alone that stand for themselves', () => {
  expect(factorBands({ names: ['posX'] })).toEqual([{ label: 'posX', group: 'posX' }])
})
