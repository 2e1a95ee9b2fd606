import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, cosine, linear, piecewise, scheduleSchema, valueAt, warmUp } from './schedule.js'

describe('valueAt', () => {
  it('constant: is the same everywhere', () => {
    expect([0, 7, 1e6].map((i) => valueAt(constant(3), i))).toEqual([3, 3, 3])
  })

  it('linear: is flat, a straight line, flat', () => {
    const lambda = linear({ from: 0, to: 1, start: 100, end: 200 })
    expect([0, 100, 150, 175, 200, 900].map((i) => valueAt(lambda, i))).toEqual([0, 0, 0.5, 0.75, 1, 1])
  })

  it('linear: jumps where start is end', () => {
    const jump = linear({ from: 0, to: 1, start: 10, end: 10 })
    expect([9, 10].map((i) => valueAt(jump, i))).toEqual([0, 1])
  })

  it('linear: never leaves the interval of its ends, nor turns back', () => {
    const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.nat(1000), fc.nat(1000), (from, to, start, length) => {
        const values = [0, 0.25, 0.5, 0.75, 1].map((share) =>
          valueAt(linear({ from, to, start, end: start + length }), Math.round(start + share * length)),
        )
        const slack = 1e-9 * (1 + Math.abs(from) + Math.abs(to))
        const direction = Math.sign(to - from)
        return values.every(
          (value, i) =>
            value >= Math.min(from, to) - slack &&
            value <= Math.max(from, to) + slack &&
            (i === 0 || (value - values[i - 1]!) * direction >= -slack),
        )
      }),
      { seed: 1 },
    )
  })

  it('cosine: is flat, half a period of a cosine, flat', () => {
    const decay = cosine({ from: 1, to: 0.2, start: 100, end: 400 })
    expect([0, 100, 400, 900].map((i) => valueAt(decay, i))).toEqual([1, 1, 0.2, 0.2])
    // cos of 60, 90 and 120 degrees is 1/2, 0 and -1/2
    const between = [200, 250, 300].map((i) => valueAt(decay, i))
    ;[0.2 + 0.8 * 0.75, 0.6, 0.2 + 0.8 * 0.25].forEach((value, i) => {
      expect(between[i]).toBeCloseTo(value, 12)
    })
  })

  it('cosine: jumps where start is end, and rises too', () => {
    const jump = cosine({ from: 0, to: 1, start: 10, end: 10 })
    expect([9, 10].map((i) => valueAt(jump, i))).toEqual([0, 1])
    expect(valueAt(cosine({ from: 0, to: 1, start: 0, end: 3 }), 1)).toBeCloseTo(0.25, 12)
  })

  it('cosine: is as far below the middle as above it, mirrored, and steepest there', () => {
    const decay = cosine({ from: 3, to: 1, start: 7, end: 107 })
    for (let i = 0; i <= 50; i++) expect(valueAt(decay, 57 - i) - 2).toBeCloseTo(2 - valueAt(decay, 57 + i), 12)
    const drop = (i: number) => valueAt(decay, i) - valueAt(decay, i + 1)
    expect(drop(57)).toBeCloseTo(Math.PI / 100, 4) // the derivative is pi (from - to) / (2 (end - start))
    for (let i = 8; i < 57; i++) expect(drop(i)).toBeGreaterThan(drop(i - 1))
  })

  it('warmUp: is a straight line to the schedule after it, and that from there on', () => {
    const after = cosine({ from: 1e-3, to: 1e-5, start: 500, end: 20_000 })
    const schedule = warmUp({ end: 500, to: after })
    const start = [0, 125, 250].map((i) => valueAt(schedule, i))
    ;[0, 0.25e-3, 0.5e-3].forEach((value, i) => {
      expect(start[i]).toBeCloseTo(value, 15)
    })
    for (const i of [500, 501, 9000, 20_000, 30_000]) expect(valueAt(schedule, i)).toBe(valueAt(after, i))
  })

  it('warmUp: leads to where the schedule after it is by then, from where it is told', () => {
    const schedule = warmUp({ from: 1, end: 4, to: piecewise([0, 9], [4, 3], [6, 2]) })
    expect([0, 1, 2, 3, 4, 5, 6].map((i) => valueAt(schedule, i))).toEqual([1, 1.5, 2, 2.5, 3, 3, 2])
    expect(valueAt(warmUp({ end: 0, to: constant(2) }), 0)).toBe(2)
  })

  it('piecewise: is the last step that has started', () => {
    const stepSize = piecewise([0, 1e-3], [20, 1e-4], [30, 1e-5])
    expect([0, 19, 20, 29, 30, 99].map((i) => valueAt(stepSize, i))).toEqual([1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-5])
  })
})

describe('scheduleSchema', () => {
  it.each([
    constant(1),
    linear({ from: 0, to: 1, start: 0, end: 0 }),
    piecewise([0, 1], [5, 2]),
    cosine({ from: 1, to: 0, start: 3, end: 9 }),
    warmUp({ end: 3, to: cosine({ from: 1, to: 0, start: 3, end: 9 }) }),
  ])('takes %o', (schedule) => {
    expect(scheduleSchema.parse(schedule)).toEqual(schedule)
  })

  it.each([
    ['an unknown kind', { kind: 'exponential' }],
    ['a cosine without its ends', { kind: 'cosine' }],
    ['a cosine that ends before its start', cosine({ from: 1, to: 0, start: 5, end: 4 })],
    ['a warm-up to nothing', { kind: 'warmUp', from: 0, end: 4 }],
    ['a warm-up to a warm-up', { kind: 'warmUp', from: 0, end: 4, to: warmUp({ end: 2, to: constant(1) }) }],
    ['an unknown key', { ...constant(1), warm: true }],
    ['an end before its start', linear({ from: 0, to: 1, start: 5, end: 4 })],
    ['a fraction of an iteration', linear({ from: 0, to: 1, start: 0.5, end: 4 })],
    ['a value that is not finite', constant(Number.NaN)],
    ['no steps', piecewise()],
    ['a first step after 0', piecewise([1, 1])],
    ['steps out of order', piecewise([0, 1], [5, 1], [5, 2])],
  ])('refuses %s', (_, schedule) => {
    expect(scheduleSchema.safeParse(schedule).success).toBe(false)
  })
})
