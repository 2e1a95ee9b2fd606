import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestKey } from './nearest.js'

const keys = [
  'seed',
  'data.crop',
  'data.preparation',
  'vsc',
  'vsc.alpha',
  'vsc.hiddenDim',
  'training.batchSize',
  'training.schedules.lambda',
]

describe('nearestKey', () => {
  it.each([
    ['vsc.alpah', 'vsc.alpha'],
    ['hiddenDim', 'vsc.hiddenDim'],
    ['vsc.hiddendim', 'vsc.hiddenDim'],
    ['training.batchsize', 'training.batchSize'],
    ['training.lambda', 'training.schedules.lambda'],
    ['sede', 'seed'],
    ['data.prep', 'data.preparation'],
    ['training.batch', 'training.batchSize'],
  ])('takes %s for %s', (wrong, meant) => {
    expect(nearestKey(wrong, keys)).toBe(meant)
  })

  it('guesses nothing where nothing is near', () => {
    expect(nearestKey('temperature', keys)).toBeUndefined()
  })

  it('finds every key again that lost a letter', () => {
    const damaged = fc.constantFrom(...keys.slice(2)).chain((key) => fc.tuple(fc.constant(key), fc.nat(key.length - 1)))
    fc.assert(
      fc.property(damaged, ([key, at]) => nearestKey(key.slice(0, at) + key.slice(at + 1), keys) === key),
      { seed: 1 },
    )
  })
})
