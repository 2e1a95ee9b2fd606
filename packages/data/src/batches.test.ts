import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBatches } from './batches.js'

const sizes = fc
  .integer({ min: 1, max: 40 })
  .chain((count) => fc.record({ count: fc.constant(count), batchSize: fc.integer({ min: 1, max: count }) }))

describe('createBatches', () => {
  it('takes no example twice in an epoch and leaves out less than a batch', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.integer({ min: 0, max: 5 }), ({ count, batchSize }, shuffle, epoch) => {
        const batches = createBatches({ count, batchSize, seed: 1, shuffle })
        const n = batches.iterationsPerEpoch
        const seen = Array.from({ length: n }, (_, i) => [...batches.indices(epoch * n + i)]).flat()
        expect(seen.length).toBe(count - (count % batchSize))
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.every((index) => index < count)).toBe(true)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('gives an iteration the same batch whatever was asked for before', () => {
    const walked = createBatches({ count: 10, batchSize: 3, seed: 4 })
    const all = Array.from({ length: 20 }, (_, i) => walked.indices(i))
    for (const iteration of [19, 0, 7, 8, 2]) {
      expect(createBatches({ count: 10, batchSize: 3, seed: 4 }).indices(iteration)).toEqual(all[iteration])
      expect(walked.indices(iteration)).toEqual(all[iteration])
    }
  })

  it("walks through the epoch's own permutation", () => {
    const batches = createBatches({ count: 10, batchSize: 3, seed: 4 })
    const order = createRng(4).fork('epoch', 2).permutation(10)
    expect([6, 7, 8].flatMap((iteration) => [...batches.indices(iteration)])).toEqual([...order.slice(0, 9)])
  })

  it('orders every epoch and every seed anew, so that nobody is always left out', () => {
    const batches = createBatches({ count: 10, batchSize: 10, seed: 1 })
    expect(batches.indices(0)).not.toEqual(batches.indices(1))
    expect(batches.indices(0)).not.toEqual(createBatches({ count: 10, batchSize: 10, seed: 2 }).indices(0))
    const pairs = createBatches({ count: 3, batchSize: 2, seed: 1 })
    expect(new Set(Array.from({ length: 20 }, (_, i) => [...pairs.indices(i)]).flat()).size).toBe(3)
  })

  it('walks in order without shuffling', () => {
    const batches = createBatches({ count: 5, batchSize: 2, seed: 1, shuffle: false })
    expect([0, 1, 2, 3].map((iteration) => [...batches.indices(iteration)])).toEqual([
      [0, 1],
      [2, 3],
      [0, 1],
      [2, 3],
    ])
  })

  it('hands out arrays that the caller may change', () => {
    const batches = createBatches({ count: 4, batchSize: 2, seed: 1 })
    const before = [...batches.indices(0)]
    batches.indices(0).fill(9)
    expect([...batches.indices(0)]).toEqual(before)
  })

  it('refuses batches that cannot be', () => {
    for (const [count, batchSize] of [
      [10, 11],
      [10, 0],
      [10, 2.5],
      [0, 1],
      [Number.NaN, 1],
    ] as const) {
      expect(() => createBatches({ count, batchSize, seed: 1 })).toThrow(
        `batches of ${batchSize} cannot be taken from ${count} examples`,
      )
    }
    for (const iteration of [-1, 0.5, Number.NaN]) {
      expect(() => createBatches({ count: 2, batchSize: 1, seed: 1 }).indices(iteration)).toThrow(
        'there is no iteration',
      )
    }
  })
})
