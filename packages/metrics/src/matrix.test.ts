import { createMatrix, MetricsError, matrixFromRows, selectColumns } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'

describe('createMatrix', () => {
  it('keeps the array it is given', () => {
    const data = new Float32Array(6)
    expect(createMatrix({ rows: 2, columns: 3, data }).data).toBe(data)
  })

  it('refuses data that does not fill the shape', () => {
    const build = () => createMatrix({ rows: 2, columns: 3, data: new Float32Array(5) })
    expect(build).toThrow(MetricsError)
    expect(build).toThrow('matrix: the data of a matrix [2, 3] must hold 6 numbers, got 5')
    expect(() => createMatrix({ rows: 1.5, columns: 2, data: new Float32Array(3) })).toThrow('whole numbers')
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s and says where it is', (bad) => {
    const build = () => createMatrix({ rows: 2, columns: 2, data: Float64Array.of(0, 0, bad, 0) })
    expect(build).toThrow(`matrix: entry [1, 0] is ${bad}, expected finite numbers only`)
  })
})

describe('matrixFromRows', () => {
  it('lays rows out one after the other', () => {
    expect(
      matrixFromRows([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toEqual({
      rows: 3,
      columns: 2,
      data: Float64Array.of(1, 2, 3, 4, 5, 6),
    })
  })

  it('refuses rows of different lengths', () => {
    expect(() => matrixFromRows([[1, 2], [3]])).toThrow('row 1 holds 1 numbers, expected 2 as in row 0')
  })
})

describe('selectColumns', () => {
  const matrix = matrixFromRows([
    [1, 2, 3],
    [4, 5, 6],
  ])

  it('takes columns in the order asked for', () => {
    expect(selectColumns(matrix, [2, 0])).toEqual(
      matrixFromRows([
        [3, 1],
        [6, 4],
      ]),
    )
  })

  it('can take none', () => {
    expect(selectColumns(matrix, [])).toEqual({ rows: 2, columns: 0, data: new Float64Array(0) })
  })

  it('refuses a column that does not exist', () => {
    expect(() => selectColumns(matrix, [0, 3])).toThrow('columns[1] is 3, expected an index from 0 to 2')
  })
})
