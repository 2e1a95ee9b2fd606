import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DataSet, readerOfNumbers } from '../data-set.js'
import { momentsOf } from './moments-of.js'
import {
  applyPreparation,
  type Preparation,
  preparationNames,
  preparationSchema,
  preparedRange,
} from './preparation.js'
import { preparationOf, prepare } from './prepare.js'
import { usualPreparation } from './usual.js'

const flat = (numbers: readonly number[], dim: number, range?: DataSet['range']): DataSet => {
  const count = numbers.length / dim
  const set = {
    name: 'own',
    count,
    dim,
    shape: [dim],
    range: range ?? ([Math.min(...numbers), Math.max(...numbers)] as const),
    provenance: {},
    read: readerOfNumbers(Float32Array.from(numbers), { count, dim }),
  }
  return { ...set, moments: () => momentsOf(set) }
}

describe('standardise', () => {
  it('gives every number mean 0 and deviation 1 over the training examples, and one that never changes 0', () => {
    const train = flat([1, 100, 7, 2, 300, 7, 3, 500, 7, 6, 100, 7], 3)
    const { read, count, range } = prepare(train, 'standardise')
    const rows = read([0, 1, 2, 3])
    for (const column of [0, 1]) {
      const values = [0, 1, 2, 3].map((row) => rows[3 * row + column]!)
      const mean = values.reduce((sum, value) => sum + value, 0) / count
      expect(mean).toBeCloseTo(0, 6)
      expect(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count).toBeCloseTo(1, 6)
    }
    expect([rows[2], rows[5]]).toEqual([0, 0])
    expect([Math.min(...rows), Math.max(...rows)]).toEqual(range.map(Math.fround))
  })

  it('is remembered with its numbers, by which other examples are prepared alike', () => {
    const train = prepare(flat([0, 10, 2, 30], 2), 'standardise')
    expect(train.preparation).toEqual({ kind: 'standardise', means: [1, 20], deviations: [1, 10] })
    expect(train.provenance.preparation).toEqual(train.preparation)
    const others = prepare(flat([3, 0, 3, 1], 2), train.preparation!)
    expect([...others.read([0])]).toEqual([2, -2])
    expect([...prepare(flat([3, 0, 3, 1], 2), 'standardise').read([0])]).not.toEqual([2, -2])
    expect(() => prepare(flat([1, 2, 3], 3), train.preparation!)).toThrow(
      'this preparation is for examples of 2 numbers, these have 3',
    )
  })
})

describe('a preparation', () => {
  it('does to numbers by itself what it does to a data set, through JSON', () => {
    const matrix = fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(matrix, fc.constantFrom(...preparationNames), (numbers, name) => {
        const set = flat(numbers, 3, [-1000, 1000])
        const preparation = preparationSchema.parse(JSON.parse(JSON.stringify(preparationOf(set, name))))
        const all = [0, 1, 2, 3]
        const expected = prepare(set, name).read(all)
        expect(applyPreparation(preparation, set.read(all), 3)).toEqual(expected)
        const [lowest, highest] = preparedRange(preparation, set.range).map(Math.fround)
        for (const value of expected) expect(value >= lowest! - 1e-5 && value <= highest! + 1e-5).toBe(true)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it.each<[string, unknown]>([
    ['a range upside down', { kind: 'unit', range: [1, 0] }],
    ['no deviations', { kind: 'standardise', means: [1], deviations: [] }],
    ['a deviation of 0', { kind: 'standardise', means: [1], deviations: [0] }],
    ['another name', { kind: 'max' }],
  ])('is refused with %s', (_, given) => {
    expect(preparationSchema.safeParse(given).success).toBe(false)
  })

  it('of another length than its examples is refused', () => {
    const unit: Preparation = { kind: 'unit', range: [0, 2] }
    expect(() => applyPreparation(unit, new Float32Array(3), 2)).toThrow('3 numbers are no whole number of examples')
  })
})

describe('the usual preparation', () => {
  const usual = (numbers: readonly number[], dim: number, shape = [dim]) =>
    usualPreparation({ ...flat(numbers, dim), shape }).preparation
  const counts = Array.from({ length: 128 }, (_, k) => (k * 7919) % 256)

  it('leaves numbers from 0 to 1, and small ones of one scale', () => {
    expect(usual([0, 1, 0.5, 1], 2)).toBe('none')
    expect(usual([-1, 2, 0.5, 3], 2)).toBe('none')
  })
  it('maps images, and many whole numbers, onto 0 to 1', () => {
    expect(usual(counts, 64, [8, 8])).toBe('unit')
    expect(usual(counts, 64)).toBe('unit')
    expect(
      usual(
        counts.map((count) => 4000 * count),
        64,
      ),
    ).toBe('unit')
  })
  it('standardises large numbers, and columns of different scales', () => {
    expect(usual([1, 1e6, 2, 3e6], 2)).toBe('standardise')
    expect(usual([1, 0.001, 2, 0.002], 2)).toBe('standardise')
    expect(
      usual(
        counts.map((count) => count + 0.5),
        64,
      ),
    ).toBe('standardise')
  })
})
