import { describe, expect, it } from 'vitest'
import { readerOfNumbers } from './data-set.js'

const read = readerOfNumbers(Uint8Array.of(1, 2, 3, 4, 5, 6), { count: 3, dim: 2 })

describe('readerOfNumbers', () => {
  it('reads rows in the order asked for, an example as often as it is named', () => {
    expect([...read([2, 0, 2])]).toEqual([5, 6, 1, 2, 5, 6])
    expect([...read(Uint32Array.of(1))]).toEqual([3, 4])
    expect(read([]).length).toBe(0)
  })

  it('writes into the array it is given', () => {
    const out = new Float32Array(2)
    expect(read([1], out)).toBe(out)
    expect([...out]).toEqual([3, 4])
  })

  it('refuses an example that is not there and an array of another size', () => {
    for (const index of [3, -1, 0.5, Number.NaN]) {
      expect(() => read([index])).toThrow(`there is no example ${index}: this data set has examples 0 to 2`)
    }
    expect(() => read([0], new Float32Array(3))).toThrow(
      'reading 1 examples of 2 numbers needs an array of 2, got one of 3',
    )
  })
})
