import { knnAccuracy, type LabelledCodes, matrixFromRows, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expected } from '../test/golden/golden.js'
import { labelledCodes, labelledExample } from '../test/labelled.js'
import { seeded } from '../test/random.js'

const { train, test } = labelledExample
const column = (...values: number[]) => matrixFromRows(values.map((value) => [value]))

describe('knnAccuracy', () => {
  it('agrees with scikit-learn', () => {
    expect(knnAccuracy({ train, test })).toBeCloseTo(expected.knnAccuracy, 12)
  })

  it('is 1 where the classes lie apart', () => {
    const clusters = (seed: number) => labelledCodes({ count: 60, classCount: 3, distance: 20, seed })
    expect(knnAccuracy({ train: clusters(1), test: clusters(2) })).toBe(1)
  })

  it('is 1 / C, the chance, for C equal classes that codes say nothing of', () => {
    const unrelated = (seed: number) => labelledCodes({ count: 1000, classCount: 20, distance: 0, seed })
    expect(Math.abs(knnAccuracy({ train: unrelated(1), test: unrelated(2) }) - 1 / 20)).toBeLessThan(0.03)
  })

  it('lets the k nearest vote, and no others', () => {
    const voters = { codes: column(0, 1, 2, 10, 11, 12, 13), labels: [5, 5, 6, 6, 6, 6, 6] }
    const query = { codes: column(0.4), labels: [5] }
    expect(knnAccuracy({ train: voters, test: query, neighbours: 3 })).toBe(1)
    expect(knnAccuracy({ train: voters, test: query, neighbours: 7 })).toBe(0)
  })

  it('gives even votes to the smallest label, and equal distances to the earlier code', () => {
    const query = { codes: column(0), labels: [3] }
    expect(knnAccuracy({ train: { codes: column(1, 2), labels: [8, 3] }, test: query, neighbours: 2 })).toBe(1)
    expect(knnAccuracy({ train: { codes: column(1, -1), labels: [3, 2] }, test: query, neighbours: 1 })).toBe(1)
  })

  it('does not mind constant codes', () => {
    const constant = { codes: column(1, 1, 1), labels: [0, 0, 1] }
    expect(knnAccuracy({ train: constant, test: constant, neighbours: 3 })).toBeCloseTo(2 / 3, 12)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = [1, 2].map((part) =>
          labelledCodes({ count: 40, classCount: 3, distance: 2, seed: `${seed}/${part}` }),
        ) as [LabelledCodes, LabelledCodes]
        const order = createRng(seed).permutation(a.codes.columns)
        const permuted = ({ codes, labels }: LabelledCodes) => ({ codes: selectColumns(codes, order), labels })
        expect(knnAccuracy({ train: permuted(a), test: permuted(b) })).toBe(knnAccuracy({ train: a, test: b }))
      }),
      seeded,
    )
  })

  it('refuses more neighbours than there are codes, other latents, missing labels and NaN', () => {
    expect(() => knnAccuracy({ train, test, neighbours: 91 })).toThrow(
      'train.codes: has 90 rows, expected at least 91, the number of neighbours',
    )
    expect(() => knnAccuracy({ train, test, neighbours: 0 })).toThrow('neighbours is 0')
    expect(() => knnAccuracy({ train, test: { codes: column(1), labels: [0] } })).toThrow('test.codes: has 1 columns')
    expect(() => knnAccuracy({ train, test: { codes: test.codes, labels: [0] } })).toThrow('test.labels: has 1 entries')
    const withNaN = { rows: 1, columns: 1, data: Float64Array.of(Number.NaN) }
    expect(() => knnAccuracy({ train: { codes: withNaN, labels: [0] }, test })).toThrow('train.codes: entry [0, 0]')
  })
})
