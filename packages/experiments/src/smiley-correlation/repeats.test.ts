import { smileyDataSet } from '@vsc/data'
import { describe, expect, it } from 'vitest'
import { repeatsIn } from './repeats.js'

describe('repeatsIn', () => {
  it('knows images that are the same in every pixel, and no others', () => {
    const images = (...rows: number[][]) => ({ images: Uint8Array.from(rows.flat()), count: rows.length, dim: 18 })
    const row = (...on: number[]) => Array.from({ length: 18 }, (_, m) => (on.includes(m) ? 1 : 0))
    expect([...repeatsIn(images(row(3), row(17), row(), row(3, 17)), images(row(17), row(3, 17), row(15)))]).toEqual([
      0, 1, 0, 1,
    ])
  })

  it('finds that 37% of test smileys are a training image', () => {
    const train = smileyDataSet({ count: 60_000, seed: 1 })
    const test = smileyDataSet({ count: 4000, seed: 1, split: 'test' })
    const share = repeatsIn(test, train).reduce((sum, bit) => sum + bit, 0) / test.count
    expect(share).toBeCloseTo(0.37, 1)
  })
})
