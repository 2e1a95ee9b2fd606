import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, linear, piecewise, scheduleSchema, valueAt } from './schedule.js'

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

  it('piecewise: is the last step that has started', () => {
    const stepSize = piecewise([0, 1e-3], [20, 1e-4], [30, 1e-5])
    expect([0, 19, 20, 29, 30, 99].map((i) => valueAt(stepSize, i))).toEqual([1e-3, 1e-3, 1e-4, 1e-4, 1e-5, 1e-5])
  })
})

describe('scheduleSchema', () => {
  it.each([constant(1), linear({ from: 0, to: 1, start: 0, end: 0 }), piecewise([0, 1], [5, 2])])(
    'takes %o',
    (schedule) => {
      expect(scheduleSchema.parse(schedule)).toEqual(schedule)
    },
  )

  it.each([
    ['an unknown kind', { kind: 'cosine' }],
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
