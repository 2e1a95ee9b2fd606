import { describe, expect, it } from 'vitest'
import { matrixFromRows } from './matrix.js'
import { discretise, entropies, mutualInformation } from './mutual-information.js'

const column = (...values: number[]) => matrixFromRows(values.map((value) => [value]))

describe('discretise', () => {
  it('puts an entry on an edge into the bin that begins there, and the greatest into the last', () => {
    expect([...discretise(column(0, 0.5, 1, 1.5, 2, 3, 4), 4).bin]).toEqual([0, 0, 1, 1, 2, 3, 3])
  })

  it('follows the edges as numpy rounds them', () => {
    // numpy.digitize(x, numpy.histogram(x, 20)[1][:-1]) - 1 for x = -0.3, -0.27, ..., 0.3 in steps of 0.03
    const values = Array.from({ length: 21 }, (_, k) => (3 * k - 30) / 100)
    const bins = [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 11, 12, 12, 14, 15, 16, 16, 17, 19, 19]
    expect([...discretise(column(...values), 20).bin]).toEqual(bins)
  })

  it('puts a constant column into one bin', () => {
    expect([...discretise(column(0.1, 0.1, 0.1), 20).bin]).toEqual([0, 0, 0])
  })
})

describe('mutualInformation', () => {
  it('is the entropy of a column with itself and 0 of columns that are independent', () => {
    const grid = discretise(
      matrixFromRows([
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]),
      2,
    )
    const information = [...mutualInformation(grid, grid).data]
    ;[Math.LN2, 0, 0, Math.LN2].forEach((nats, k) => {
      expect(information[k]).toBeCloseTo(nats, 12)
    })
    expect([...entropies(grid)]).toEqual([Math.LN2, Math.LN2])
  })
})
