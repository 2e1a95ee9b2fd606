import { describe, expect, it } from 'vitest'
import { merge } from './merge.js'

describe('merge', () => {
  it('goes into trees and lets the upper value win', () => {
    const below = { seed: 1, vsc: { alpha: 0.2, hiddenDim: 400 } }
    expect(merge(below, { vsc: { alpha: 0.1 } })).toEqual({ seed: 1, vsc: { alpha: 0.1, hiddenDim: 400 } })
  })

  it('replaces lists, null and schedules as wholes', () => {
    const ramp = { kind: 'linear', from: 0, to: 1, start: 0, end: 10 }
    const constant = { kind: 'constant', value: 1 }
    expect(merge({ a: [1, 2], b: ramp, c: { d: 1 } }, { a: [3], b: constant, c: null })).toEqual({
      a: [3],
      b: constant,
      c: null,
    })
  })

  it('leaves what it is given as it is', () => {
    const below = { vsc: { alpha: 0.2 } }
    merge(below, { vsc: { alpha: 0.1 } })
    expect(below).toEqual({ vsc: { alpha: 0.2 } })
  })
})
