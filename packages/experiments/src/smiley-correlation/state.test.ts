import { describe, expect, it } from 'vitest'
import { hasLearned, type StateOptions, stateOf } from './state.js'

const learned: StateOptions = { bound: -25, trivial: -200, activeUnits: 18, attributesFound: 4 }

describe('stateOf', () => {
  it.each<[string, Partial<StateOptions>]>([
    ['structured', {}],
    ['dispersed', { attributesFound: 3 }],
    ['collapsed', { bound: -201, activeUnits: 0, attributesFound: 0 }],
    ['untrained', { bound: -600, activeUnits: 0, attributesFound: 0 }],
    ['untrained', { bound: -201, activeUnits: 5 }],
  ])('is %s of %j', (state, found) => {
    expect(stateOf({ ...learned, ...found })).toBe(state)
  })

  it('counts only models that have learned something', () => {
    const counted = (['untrained', 'collapsed', 'dispersed', 'structured'] as const).filter(hasLearned)
    expect(counted).toEqual(['dispersed', 'structured'])
  })
})
