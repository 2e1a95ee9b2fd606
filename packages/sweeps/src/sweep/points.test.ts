import { expect, it } from 'vitest'
import { pointsOf } from './points.js'
import { sweepSchema } from './sweep-schema.js'

const searchOf = (search: unknown) => sweepSchema.parse({ name: 'a', searches: [search] }).searches[0]!

it('a grid is every combination, the last key fastest', () => {
  expect(pointsOf(searchOf({ grid: { a: [1, 2], b: ['x', 'y'] } }))).toEqual([
    { a: 1, b: 'x' },
    { a: 1, b: 'y' },
    { a: 2, b: 'x' },
    { a: 2, b: 'y' },
  ])
  expect(pointsOf(searchOf({}))).toEqual([{}])
})

const keys = {
  wide: { from: 1e-4, to: 1, scale: 'log' },
  whole: { from: 3, to: 6, whole: true },
  even: { from: -1, to: 1 },
  one: ['a', 'b'],
} as const

it.each(['random', 'sobol'] as const)('%s points lie in their ranges, and reach all of them', (kind) => {
  const points = pointsOf(searchOf({ [kind]: { runs: 256, keys } })) as Record<keyof typeof keys, number>[]
  expect(points).toHaveLength(256)
  const valuesOf = (key: keyof typeof keys) => points.map((point) => point[key])
  expect(Math.min(...valuesOf('wide'))).toBeGreaterThanOrEqual(1e-4)
  expect(Math.max(...valuesOf('wide'))).toBeLessThanOrEqual(1)
  const small = valuesOf('wide').filter((value) => value < 1e-2).length
  expect(Math.abs(small - 128)).toBeLessThan(30) // half of its powers of ten
  expect([...new Set(valuesOf('whole'))].sort()).toEqual([3, 4, 5, 6])
  expect(new Set(valuesOf('one')).size).toBe(2)
  expect(valuesOf('even').every((value) => value >= -1 && value <= 1)).toBe(true)
})

it('more random runs add points and change none', () => {
  const few = pointsOf(searchOf({ random: { runs: 5, keys, seed: 3 } }))
  expect(pointsOf(searchOf({ random: { runs: 9, keys, seed: 3 } })).slice(0, 5)).toEqual(few)
  expect(pointsOf(searchOf({ random: { runs: 5, keys, seed: 4 } }))).not.toEqual(few)
})
