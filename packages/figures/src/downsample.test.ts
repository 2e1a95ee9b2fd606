import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { downsample } from './downsample.js'

it('keeps the ends, rises, and gives exactly the number asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 4, maxLength: 400 }),
      fc.integer({ min: 3, max: 60 }),
      (y, count) => {
        const kept = downsample(
          y.map((_, i) => i),
          y,
          count,
        )
        expect(kept).toHaveLength(Math.min(count, y.length))
        expect([kept[0], kept.at(-1)]).toEqual([0, y.length - 1])
        expect(kept.every((index, i) => i === 0 || index > kept[i - 1]!)).toBe(true)
      },
    ),
    { seed: 2 },
  )
})

it('keeps a single spike of a long flat curve, which taking every nth point would lose', () => {
  const y = new Float32Array(10_000)
  y[4321] = 1
  expect(downsample(Float64Array.from(y.keys()), y, 50)).toContain(4321)
})
