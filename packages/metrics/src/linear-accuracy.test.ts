import { type LabelledCodes, linearAccuracy, matrixFromRows, selectColumns } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expected } from '../test/golden/golden.js'
import { labelledCodes, labelledExample } from '../test/labelled.js'
import { seeded } from '../test/random.js'

const { train, test } = labelledExample

describe('linearAccuracy', () => {
  it('agrees with scikit-learn', () => {
    const { penalty, accuracy } = expected.logisticRegression
    expect(linearAccuracy({ train, test, penalty })).toBeCloseTo(accuracy, 12)
  })

  it('is 1 where the classes lie apart, whatever numbers name them', () => {
    const clusters = (seed: number) => labelledCodes({ count: 60, classCount: 3, distance: 20, seed })
    expect(linearAccuracy({ train: clusters(1), test: clusters(2) })).toBe(1)
    const renamed = ({ codes, labels }: LabelledCodes) => ({ codes, labels: Array.from(labels, (y) => 7 - 5 * y) })
    expect(linearAccuracy({ train: renamed(clusters(1)), test: renamed(clusters(2)) })).toBe(1)
  })

  it('is 1 / C, the chance, for C equal classes that codes say nothing of', () => {
    const unrelated = (seed: number) => labelledCodes({ count: 4000, classCount: 20, distance: 0, seed })
    expect(Math.abs(linearAccuracy({ train: unrelated(1), test: unrelated(2) }) - 1 / 20)).toBeLessThan(0.02)
  })

  it('is the share of the most frequent class where all codes are constant, or there are none', () => {
    const labels = [0, 0, 1]
    const constant = { codes: matrixFromRows([[0.1], [0.1], [0.1]]), labels }
    const none = { codes: matrixFromRows([[], [], []]), labels }
    expect(linearAccuracy({ train: constant, test: constant })).toBeCloseTo(2 / 3, 12)
    expect(linearAccuracy({ train: none, test: none })).toBeCloseTo(2 / 3, 12)
  })

  it('is never right about a class that it has not seen', () => {
    const clusters = labelledCodes({ count: 60, classCount: 2, distance: 20, seed: 1 })
    const unseen = { codes: clusters.codes, labels: Array.from(clusters.labels, (y) => (y === 0 ? 0 : 9)) }
    expect(linearAccuracy({ train: clusters, test: unseen })).toBe(0.5)
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = [1, 2].map((part) =>
          labelledCodes({ count: 40, classCount: 3, distance: 2, seed: `${seed}/${part}` }),
        ) as [LabelledCodes, LabelledCodes]
        const order = createRng(seed).permutation(a.codes.columns)
        const permuted = ({ codes, labels }: LabelledCodes) => ({ codes: selectColumns(codes, order), labels })
        expect(linearAccuracy({ train: permuted(a), test: permuted(b) })).toBe(linearAccuracy({ train: a, test: b }))
      }),
      seeded,
    )
  })

  it('comes out nearly the same with a looser tolerance', () => {
    const { penalty, accuracy } = expected.logisticRegression
    expect(Math.abs(linearAccuracy({ train, test, penalty, tolerance: 1e-4 }) - accuracy)).toBeLessThan(0.02)
    expect(() => linearAccuracy({ train, test, tolerance: -1 })).toThrow('tolerance')
  })

  it('refuses a single class, labels that are missing or not whole, other latents, NaN and a penalty below 0', () => {
    const { codes } = train
    const ones = { codes, labels: new Uint8Array(codes.rows).fill(1) }
    expect(() => linearAccuracy({ train: ones, test })).toThrow('train.labels: are all 1, expected two classes or more')
    expect(() => linearAccuracy({ train: { codes, labels: [1, 2] }, test })).toThrow(
      `train.labels: has 2 entries, expected one for each of ${codes.rows} examples`,
    )
    expect(() => linearAccuracy({ train, test: { codes: matrixFromRows([[1]]), labels: [0.5] } })).toThrow(
      'test.labels[0] is 0.5, expected a whole number',
    )
    expect(() => linearAccuracy({ train, test: { codes: matrixFromRows([[1]]), labels: [0] } })).toThrow(
      'test.codes: has 1 columns but train.codes has 5, expected the same latents in both',
    )
    const withNaN = { rows: 1, columns: 1, data: Float64Array.of(Number.NaN) }
    expect(() => linearAccuracy({ train, test: { codes: withNaN, labels: [0] } })).toThrow('test.codes: entry [0, 0]')
    expect(() => linearAccuracy({ train, test: { codes: matrixFromRows([]), labels: [] } })).toThrow('has 0 rows')
    expect(() => linearAccuracy({ train, test, penalty: -1 })).toThrow('penalty is -1')
  })
})
