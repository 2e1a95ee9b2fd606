import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Matrix, resize } from './resize.js'

const row = (numbers: readonly number[]): Matrix => ({
  rows: 1,
  columns: numbers.length,
  data: Float64Array.from(numbers),
})
const impulse = (length: number, at: number) => row(Array.from({ length }, (_, i) => (i === at ? 1 : 0)))
const sizes = fc.record({ rows: fc.integer({ min: 1, max: 40 }), columns: fc.integer({ min: 1, max: 40 }) })
const matrices = sizes.chain(({ rows, columns }) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: rows * columns, maxLength: rows * columns })
    .map((numbers): Matrix => ({ rows, columns, data: Float64Array.from(numbers) })),
)
const expectClose = (a: Float64Array, b: ArrayLike<number>) => {
  expect(a.length).toBe(b.length)
  a.forEach((value, k) => {
    expect(value).toBeCloseTo(b[k]!, 10)
  })
}

describe('resize', () => {
  it("doubles with the cubic kernel's values at odd quarters", () => {
    const { data } = resize(impulse(9, 4), { rows: 1, columns: 18 })
    const half = [-0.0234375, -0.0703125, 0.2265625, 0.8671875] // Keys's kernel at 7/4, 5/4, 3/4 and 1/4
    expectClose(data.slice(5, 13), [...half, ...half.toReversed()])
    expectClose(data.slice(0, 5), [0, 0, 0, 0, 0])
  })

  it('halves with the kernel stretched twofold', () => {
    const { data } = resize(impulse(18, 8), { rows: 1, columns: 9 })
    const weights = [-0.0234375, 0.2265625, 0.8671875, -0.0703125] // at 7/4, 3/4, 1/4 and 5/4
    expectClose(
      data.slice(2, 7),
      [0, ...weights]
        .map((weight) => weight / 2)
        .slice(1)
        .concat(0),
    )
  })

  it('mirrors what lies beyond a border', () => {
    const { data } = resize(row([1, 0, 0, 0]), { rows: 1, columns: 8 })
    expect(data[0]).toBeCloseTo(0.8671875 + 0.2265625, 10)
  })

  it('continues a straight line exactly away from the borders', () => {
    const { data } = resize(row(Array.from({ length: 12 }, (_, i) => i)), { rows: 1, columns: 30 })
    for (let k = 5; k < 25; k++) expect(data[k]).toBeCloseTo((k + 0.5) * 0.4 - 0.5, 10)
  })

  it('leaves a matrix of the same size and a constant as they are', () => {
    fc.assert(
      fc.property(matrices, sizes, (matrix, size) => {
        expectClose(resize(matrix, matrix).data, matrix.data)
        const constant = { ...matrix, data: matrix.data.map(() => 0.7) }
        expectClose(
          resize(constant, size).data,
          Array.from({ length: size.rows * size.columns }, () => 0.7),
        )
      }),
      { seed: 1, numRuns: 50 },
    )
  })

  it('commutes with turning the matrix upside down and back to front', () => {
    fc.assert(
      fc.property(matrices, sizes, (matrix, size) => {
        const turned = { ...matrix, data: matrix.data.toReversed() }
        expectClose(resize(turned, size).data, resize(matrix, size).data.toReversed())
      }),
      { seed: 2, numRuns: 50 },
    )
  })
})
