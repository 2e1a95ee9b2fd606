import { createMatrix, matrixFromRows, selectColumns, withinAttributeMatrix } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected, expectMatrix } from '../test/golden/golden.js'
import { bitMatrix, normalMatrix, permutedCodes, product, seeded } from '../test/random.js'

describe('withinAttributeMatrix', () => {
  it('agrees with numpy', () => {
    expectMatrix(withinAttributeMatrix(example), expected.withinAttributeMatrix)
  })

  it('is 1 or -1 for a code that follows the value where the attribute is present, 0 for one that signals presence', () => {
    const values = normalMatrix(200, 1, 'values')
    const present = bitMatrix(200, 1, 'bits')
    const sources = product(values, present)
    const data = Float64Array.from({ length: 600 }, (_, k) => {
      const n = Math.floor(k / 3)
      return [sources.data[n]!, -sources.data[n]!, present.data[n]!][k % 3]!
    })
    const codes = createMatrix({ rows: 200, columns: 3, data })
    const within = withinAttributeMatrix({ values, present, attributeOf: [0], codes })
    expectMatrix(within, [[1, -1, 0]])
  })

  it('is near 0 for unrelated codes', () => {
    const within = withinAttributeMatrix({
      values: normalMatrix(4000, 2, 'values'),
      present: bitMatrix(4000, 2, 'bits'),
      attributeOf: [0, 1],
      codes: normalMatrix(4000, 6, 'codes'),
    })
    expect(Math.max(...within.data.map(Math.abs))).toBeLessThan(0.08)
  })

  it('is 0 where fewer than two examples have the attribute', () => {
    const present = matrixFromRows([[0], [1], [0]])
    const values = matrixFromRows([[1], [2], [3]])
    expect([...withinAttributeMatrix({ values, present, attributeOf: [0], codes: values }).data]).toEqual([0])
  })

  it('permutes with the latents', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors: values, codes, order, permuted }) => {
        const attributeOf = Array.from({ length: values.columns }, () => 0)
        const others = { values, present: bitMatrix(values.rows, 1, 'present'), attributeOf }
        expect(withinAttributeMatrix({ ...others, codes: permuted })).toEqual(
          selectColumns(withinAttributeMatrix({ ...others, codes }), order),
        )
      }),
      seeded,
    )
  })

  it('refuses bits that are not bits, and attributes without a column or an index', () => {
    const values = matrixFromRows([
      [1, 2],
      [3, 4],
    ])
    const codes = values
    const present = matrixFromRows([[1], [0]])
    expect(() =>
      withinAttributeMatrix({ values, codes, present: matrixFromRows([[1], [0.5]]), attributeOf: [0, 0] }),
    ).toThrow('present: entry [1, 0] is 0.5, expected 0 or 1')
    expect(() => withinAttributeMatrix({ values, codes, present, attributeOf: [0, 1] })).toThrow(
      'present: has 1 columns, expected one for each of the 2 attributes',
    )
    expect(() => withinAttributeMatrix({ values, codes, present, attributeOf: [0] })).toThrow(
      'attributeOf: has 1 entries, expected one for each of 2 features',
    )
    expect(() => withinAttributeMatrix({ values, codes, present, attributeOf: [0, -1] })).toThrow(
      'attributeOf[1] is -1',
    )
    expect(() => withinAttributeMatrix({ values, codes, present, attributeOf: [1, 1] })).toThrow(
      'attribute 0 has no feature',
    )
  })
})
