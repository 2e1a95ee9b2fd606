import { describe, expect, it } from 'vitest'
import { above, countOf, everywhere, judged, untested } from './claims.js'

const [yes, no, open] = [judged(true, '3 of 4'), judged(false, '1 of 4'), untested('a single seed')]

describe('everywhere', () => {
  it('holds where all do, fails where one does, and is not tested where one is not', () => {
    const marks = (...judgements: (typeof yes)[]) =>
      everywhere(judgements.map((one, i) => ({ where: `J = ${i}`, ...one }))).holds
    expect(marks(yes, yes)).toBe('held')
    expect(marks(yes, open, no)).toBe('not held')
    expect(marks(yes, open)).toBe('not tested')
    expect(marks()).toBe('not tested')
  })

  it('gives the evidence of each', () => {
    expect(everywhere([yes, no].map((one, i) => ({ where: `J = ${i}`, ...one }))).evidence).toBe(
      'J = 0: 3 of 4; J = 1: 1 of 4',
    )
  })
})

describe('above', () => {
  const spread = (mean: number, deviation = 3, seeds = 5) => ({ label: `of ${mean}`, mean, deviation, seeds })

  it('asks for more than the root of the sum of both variances', () => {
    expect(above(spread(10), spread(5, 4), 1)).toEqual({
      holds: 'not held',
      evidence: '10.0 ± 3.0 (of 10) against 5.0 ± 4.0 (of 5): a difference of +5.0, where the deviation is 5.0',
    })
    expect(above(spread(10), spread(4.9, 4), 1).holds).toBe('held')
    expect(above(spread(4.9, 4), spread(10), 1).holds).toBe('not held')
  })

  it('says nothing of a single seed', () => {
    expect(above(spread(10), spread(0, 0, 1), 1)).toEqual({
      holds: 'not tested',
      evidence: '10.0 ± 3.0 (of 10) against 0.0 (of 0); a single seed has no deviation',
    })
  })
})

describe('countOf', () => {
  it('counts each mark', () => {
    const claims = [yes, yes, no, open].map((one) => ({ claim: 'it', ...one }))
    expect(countOf(claims)).toBe('Of 4 claims 2 held, 1 did not hold, and 1 was not tested.')
    expect(countOf([])).toBe('No claims are judged.')
  })
})
