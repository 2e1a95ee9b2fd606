import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuousPath, discretePath, traversal } from './latent-paths.js'

const rowsOf = ({ rows, columns, data }: ReturnType<typeof discretePath>) =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * columns, (i + 1) * columns)])

describe('continuousPath', () => {
  it('moves what both codes have, and leaves the rest', () => {
    const path = continuousPath({ from: [1, 0, 2], to: [3, 5, 0], steps: 3 })
    expect(rowsOf(path)).toEqual([
      [1, 0, 2],
      [2, 0, 2],
      [3, 0, 2],
    ])
  })

  it('refuses a path of one step, and codes of unequal length', () => {
    expect(() => continuousPath({ from: [1], to: [2], steps: 1 })).toThrow('expected 2 or more')
    expect(() => continuousPath({ from: [1], to: [2, 3], steps: 2 })).toThrow('from has 1 latents but to has 2')
  })
})

describe('discretePath', () => {
  it('switches one spike at a time, the largest first', () => {
    expect(rowsOf(discretePath({ from: [1, 0, 2, 0], to: [1, -3, 0, 0.5] }))).toEqual([
      [1, 0, 2, 0],
      [1, -3, 2, 0],
      [1, -3, 0, 0],
      [1, -3, 0, 0.5],
    ])
  })

  it('after the continuous path ends where it should, whatever the codes', () => {
    const latent = fc.constantFrom(0, 0, 1.5, -2, 0.25)
    const code = fc.array(latent, { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(code, code, (from, to) => {
        const moved = rowsOf(continuousPath({ from, to, steps: 4 })).at(-1)!
        const path = rowsOf(discretePath({ from: moved, to }))
        expect(path.at(-1)).toEqual(to)
        expect(path.length - 1).toBe(from.filter((value, j) => (value === 0) !== (to[j] === 0)).length)
      }),
      { seed: 1 },
    )
  })
})

it('traversal sets one latent after the other to each value', () => {
  const codes = traversal({ code: [1, 2, 3], latents: [2, 0], values: [-1, 0] })
  expect(rowsOf(codes)).toEqual([
    [1, 2, -1],
    [1, 2, 0],
    [-1, 2, 3],
    [0, 2, 3],
  ])
})
