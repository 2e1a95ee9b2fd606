import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DataSet, readerOfNumbers } from '../data-set.js'
import { smileyDataSet } from '../smiley/data-set.js'
import type { PreparationName } from './preparation.js'
import { prepare } from './prepare.js'

const bytes = (numbers: readonly number[], dim: number): DataSet => {
  const count = numbers.length / dim
  return {
    name: 'bytes',
    count,
    dim,
    shape: [dim],
    range: [0, 255],
    provenance: {},
    read: readerOfNumbers(Uint8Array.from(numbers), { count, dim }),
  }
}

describe('prepare', () => {
  it('l2 divides every row by its norm and leaves a row of zeros, the first time and every time', () => {
    const set = prepare(bytes([3, 4, 0, 0, 0, 7], 2), 'l2')
    const expected = [0.6, 0.8, 0, 0, 0, 1].map(Math.fround)
    expect([...set.read([0, 1, 2])]).toEqual(expected)
    expect([...set.read([0, 1, 2])]).toEqual(expected)
    expect(set.range).toEqual([0, 1])
  })

  it('l2 gives rows of norm 1 in the direction of the example', () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 7, maxLength: 7 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, (rows) => {
        const set = prepare(bytes(rows.flat(), 7), 'l2')
        rows.forEach((row, i) => {
          const norm = Math.hypot(...row)
          set.read([i]).forEach((value, k) => {
            expect(value).toBeCloseTo(norm === 0 ? 0 : row[k]! / norm, 6)
          })
        })
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('unit maps the range onto 0..1, and keeps data that already lie there', () => {
    const set = prepare(bytes([0, 51, 255, 102], 2), 'unit')
    expect([...set.read([0, 1])]).toEqual([0, 0.2, 1, 0.4].map(Math.fround))
    expect(set.range).toEqual([0, 1])
    const signed: DataSet = { ...bytes([1, 2], 2), range: [-1, 1], read: () => Float32Array.of(-1, 0.5) }
    expect([...prepare(signed, 'unit').read([0])]).toEqual([0, 0.75])
    const smileys = smileyDataSet({ count: 3, seed: 1 })
    expect(prepare(smileys, 'unit')).toBe(smileys)
  })

  it('none changes nothing; labels and ground truth stay in every case', () => {
    const smileys = smileyDataSet({ count: 3, seed: 1 })
    expect(prepare(smileys, 'none')).toBe(smileys)
    expect(prepare(smileys, 'l2').sources).toBe(smileys.sources)
  })

  it('reads into the array it is given', () => {
    const out = new Float32Array(2)
    expect(prepare(bytes([3, 4], 2), 'l2').read([0], out)).toBe(out)
    expect(prepare(bytes([3, 4], 2), 'unit').read([0], out)).toBe(out)
  })

  it('refuses a preparation that it does not know', () => {
    expect(() => prepare(bytes([3, 4], 2), 'max' as PreparationName)).toThrow(
      "there is no preparation 'max': there are 'none', 'unit', 'standardise', 'l2'",
    )
  })
})
