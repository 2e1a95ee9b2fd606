import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerOfNumbers } from './data-set.js'
import { loadCelebA, loadDSprites, loadFashionMnist, loadMnist, loadUciHar } from './node.js'
import { indicesOfSplit, readerOfSubset } from './split.js'

describe('indicesOfSplit', () => {
  it('puts every example into one split, in order', () => {
    const sizes = fc.record({
      count: fc.integer({ min: 4, max: 300 }),
      testFraction: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
    })
    fc.assert(
      fc.property(sizes, fc.integer(), ({ count, testFraction }, seed) => {
        const [train, test] = (['train', 'test'] as const).map((split) => [
          ...indicesOfSplit(count, { split, testFraction, seed }),
        ])
        expect(test!.length).toBe(Math.round(count * testFraction))
        expect(train).toEqual(train!.toSorted((a, b) => a - b))
        expect([...train!, ...test!].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, k) => k))
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('draws the same split for a seed, another for another', () => {
    const draw = (seed?: number) => indicesOfSplit(100, { split: 'test', testFraction: 0.2, ...(seed && { seed }) })
    expect(draw()).toEqual(draw(1))
    expect(draw(2)).not.toEqual(draw(1))
  })

  it('keeps everything for training by default', () => {
    expect([...indicesOfSplit(3, {})]).toEqual([0, 1, 2])
    expect(() => indicesOfSplit(3, { split: 'test' })).toThrow('no test split of their own: give testFraction')
  })

  it('refuses a split without examples', () => {
    for (const testFraction of [-0.1, 1, Number.NaN]) {
      expect(() => indicesOfSplit(10, { testFraction })).toThrow(`testFraction is ${testFraction}, expected a number`)
    }
    expect(() => indicesOfSplit(3, { testFraction: 0.1 })).toThrow('leaves 0 for testing and 3 for training')
    expect(() => indicesOfSplit(3, { testFraction: 0.9 })).toThrow('leaves 3 for testing and 0 for training')
  })
})

describe('readerOfSubset', () => {
  it('counts the chosen examples from 0', () => {
    const all = { read: readerOfNumbers(Uint8Array.of(0, 1, 2, 3, 4, 5), { count: 3, dim: 2 }) }
    const read = readerOfSubset(all, Uint32Array.of(0, 2))
    expect([...read([1, 0, 1])]).toEqual([4, 5, 0, 1, 4, 5])
    expect(() => read([2])).toThrow('there is no example 2: this data set has examples 0 to 1')
  })
})

describe('a split that published data have not', () => {
  const own = { 'Fashion-MNIST': loadFashionMnist, MNIST: loadMnist, 'UCI-HAR': loadUciHar, dSprites: loadDSprites }

  it.each(Object.entries(own))('is refused before anything of %s is looked for', async (_name, load) => {
    const loading = load({ split: 'valid' as 'test', directory: '/nowhere', download: false })
    await expect(loading).rejects.toMatchObject({
      code: 'UNKNOWN_NAME',
      message: expect.stringContaining("there is no split 'valid': use 'train' or 'test'"),
    })
  })

  it('is refused of CelebA, which has three', async () => {
    const loading = loadCelebA({ split: 'validation' as 'valid', directory: '/nowhere', download: false })
    await expect(loading).rejects.toThrow("there is no split 'validation': use 'train', 'valid', or 'test'")
  })
})
