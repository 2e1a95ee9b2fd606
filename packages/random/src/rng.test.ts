import { describe, expect, it } from 'vitest'
import { createRng } from './rng.js'

const draws = (seed: number | string, n = 5) =>
  Array.from(
    { length: n },
    (
      (rng) => () =>
        rng.uint32()
    )(createRng(seed)),
  )

describe('createRng', () => {
  it('gives the same bits for the same seed, always', () => {
    expect(draws(1)).toEqual(draws(1))
    expect(draws(1)).toMatchInlineSnapshot(`
      [
        2449232300,
        492907455,
        3192193527,
        1741873875,
        3474734774,
      ]
    `)
  })

  it('gives different streams for different seeds, kinds of seed and labels', () => {
    const rng = createRng(7)
    const streams = [
      createRng(0),
      createRng('0'),
      createRng(-1),
      rng,
      rng.fork(0),
      rng.fork('0'),
      rng.fork(0, 1),
      rng.fork(1, 0),
    ]
    expect(new Set(streams.map((stream) => stream.uint32())).size).toBe(streams.length)
  })

  it('forks by name: neither what was drawn before nor the other forks matter', () => {
    const fresh = createRng(3).fork('noise', 10).uniform()
    const used = createRng(3)
    used.fillNormal(new Float32Array(17))
    used.fork('noise', 9).uniform()
    expect(used.fork('noise', 10).uniform()).toBe(fresh)
    expect(used.fork('noise').fork(10).uniform()).toBe(fresh)
  })

  it('refuses a seed that is no safe integer', () => {
    expect(() => createRng(0.5)).toThrow('a seed or label must be a safe integer or a string, got 0.5')
    expect(() => createRng(Number.NaN)).toThrow(RangeError)
  })
})

describe('distributions', () => {
  const n = 200_000
  const momentsOf = (values: Float64Array) => {
    const mean = values.reduce((sum, v) => sum + v, 0) / n
    const moment = (power: number) => values.reduce((sum, v) => sum + (v - mean) ** power, 0) / n
    return { mean, variance: moment(2), third: moment(3), fourth: moment(4) }
  }

  it('normal numbers have the moments of N(0, 1) within four standard errors', () => {
    const { mean, variance, third, fourth } = momentsOf(createRng(11).fillNormal(new Float64Array(n)))
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(Math.abs(third)).toBeLessThan(4 * Math.sqrt(15 / n))
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / n))
  })

  it('uniform numbers lie in [0, 1), fill every bin evenly and are exact in float32', () => {
    const values = createRng(12).fillUniform(new Float64Array(n))
    const bins = new Float64Array(64)
    for (const value of values) {
      expect(value >= 0 && value < 1 && Math.fround(value) === value).toBe(true)
      bins[Math.floor(value * 64)]! += 1
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 64) ** 2 / (n / 64), 0)
    expect(chiSquare).toBeLessThan(63 + 4 * Math.sqrt(2 * 63))
  })

  it('neighbouring forks are uncorrelated', () => {
    const rng = createRng(13)
    const a = Float64Array.from({ length: 20_000 }, (_, i) => rng.fork(i).normal())
    const b = Float64Array.from({ length: 20_000 }, (_, i) => rng.fork(i + 1).normal())
    const correlation = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / a.length
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(a.length))
  })

  it('integers reach every value below the bound equally often', () => {
    const rng = createRng(14)
    const counts = [0, 0, 0, 0, 0]
    for (let i = 0; i < 50_000; i++) counts[rng.integer(5)]! += 1
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.8))
    expect(() => rng.integer(0)).toThrow('integer bound from 1 to 2^32, got 0')
  })

  it('permutations hold every index once, and first places are evenly shared', () => {
    const rng = createRng(15)
    const first = new Float64Array(6)
    for (let i = 0; i < 6000; i++) {
      const order = rng.permutation(6)
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5])
      first[order[0]!]! += 1
    }
    for (const count of first) expect(Math.abs(count - 1000)).toBeLessThan(4 * Math.sqrt(1000 * (5 / 6)))
  })
})
