import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalMatrix, seeded } from '../test/random.js'
import { minimise } from './lbfgs.js'

describe('minimise', () => {
  it('finds the least point of any convex quadratic form', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, size) => {
        const target = normalMatrix(1, size, `${seed}/target`).data
        const curvatures = normalMatrix(1, size, seed).data.map((v) => Math.exp(2 * v))
        const found = minimise((x, gradient) => {
          let value = 0
          for (let k = 0; k < size; k++) {
            const away = x[k]! - target[k]!
            value += (curvatures[k]! / 2) * away ** 2
            gradient[k] = curvatures[k]! * away
          }
          return value
        }, new Float64Array(size))
        found.forEach((x, k) => {
          expect(Math.abs(x - target[k]!) * curvatures[k]!).toBeLessThan(1e-6)
        })
      }),
      seeded,
    )
  })

  it('follows a bent valley: the least point of (1 - x)^2 + 100 (y - x^2)^2 is (1, 1)', () => {
    const found = minimise(
      ([x = 0, y = 0], gradient) => {
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x)
        gradient[1] = 200 * (y - x * x)
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2
      },
      Float64Array.of(-1.2, 1),
    )
    expect(found[0]).toBeCloseTo(1, 6)
    expect(found[1]).toBeCloseTo(1, 6)
  })

  it('stays where the gradient is 0, and leaves its start as it was', () => {
    const start = Float64Array.of(2)
    const flat = (_: Float64Array, gradient: Float64Array) => {
      gradient[0] = 0
      return 5
    }
    expect([...minimise(flat, start)]).toEqual([2])
    const slope = (x: Float64Array, gradient: Float64Array) => {
      gradient[0] = 2 * x[0]!
      return x[0]! ** 2
    }
    expect(minimise(slope, start)[0]).toBeCloseTo(0, 6)
    expect([...start]).toEqual([2])
  })
})
