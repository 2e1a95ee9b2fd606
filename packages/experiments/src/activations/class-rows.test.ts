import { matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import type { ClothingClass } from '../clothing/kinds.js'
import { classRows, compareRows, orderColumns } from './class-rows.js'

const classOf = (label: string, group: string, index: number, kin: readonly string[]) =>
  ({ label, group, index, kin }) as ClothingClass

/** The labels call shirts 6 and coats 4; there is no image of a bag. */
const classes = [
  classOf('Shirt', 'tops', 6, ['Coat']),
  classOf('Coat', 'tops', 4, ['Shirt']),
  classOf('Bag', 'other', 8, []),
  classOf('Sandal', 'shoes', 5, []),
]

describe('classRows', () => {
  it('are means over the images of each class, in the order of the classes', () => {
    const gammas = matrixFromRows([
      [1, 0, 0.5],
      [0, 1, 0.5],
      [0.5, 0, 0.5],
      [0, 0.5, 0.5],
    ])
    const { rows, data } = classRows(gammas, [6, 5, 6, 4], classes)
    expect(rows).toBe(4)
    expect([...data]).toEqual([0.75, 0, 0.5, 0, 0.5, 0.5, 0, 0, 0, 0, 1, 0.5])
  })
})

describe('orderColumns', () => {
  it('puts each latent in use under the class that has it on most, the likeliest first, and the others last', () => {
    const rows = matrixFromRows([
      [0.1, 0.2, 0.9, 0.2, 0.95],
      [0.8, 0.2, 0.1, 0.2, 0.1],
    ])
    expect(orderColumns(rows, [0, 2, 4])).toEqual({
      latents: [4, 2, 0, 1, 3],
      classes: [0, 0, 1, undefined, undefined],
    })
  })
})

describe('compareRows', () => {
  const rows = matrixFromRows([
    [1, 1, 0],
    [1, 0.6, 0],
    [0, 0, 0],
    [0, 1, 1],
  ])
  const comparison = compareRows(rows, [7, 3, 5], classes)

  it('finds the nearest row of each class, and how many are of its kind', () => {
    expect(comparison.nearest.map(({ label }) => label)).toEqual(['Coat', 'Shirt', 'Coat', 'Shirt'])
    expect(comparison.nearestIsKin).toBe(2)
  })

  it('measures distances', () => {
    expect(comparison.smallest).toBeCloseTo(0.4, 12)
    expect(comparison.meanOfKin).toBeCloseTo(0.4, 12)
    const others = [Math.SQRT2, Math.SQRT2, Math.hypot(1, 0.6), Math.hypot(1, 0.4, 1), Math.SQRT2]
    expect(comparison.meanOfOthers).toBeCloseTo(others.reduce((a, b) => a + b) / 5, 12)
    expect(comparison.mean).toBeCloseTo((others.reduce((a, b) => a + b) + 0.4) / 6, 12)
  })

  it('names the latents that are on in most images of a class, and says which pairs share some', () => {
    expect(comparison.sets).toEqual([[7, 3], [7, 3], [], [3, 5]])
    expect(comparison.distinct).toBeCloseTo(5 / 6, 12)
    expect(comparison.overlapping).toBeCloseTo(3 / 6, 12)
    expect(comparison.telling).toEqual([7, 3, 5])
  })
})
