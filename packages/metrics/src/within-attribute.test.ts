import { createMatrix, matrixFromRows, selectColumns, withinAttribute, withinAttributeMatrix } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { bitMatrix, normalMatrix, permutedCodes, product, seeded } from '../test/random.js'

const attributeOf = [0, 0, 1]
const values = normalMatrix(1000, 3, 'values')
const present = bitMatrix(1000, 2, 'present')
const ofFeatures = createMatrix({
  rows: 1000,
  columns: 3,
  data: Uint8Array.from({ length: 3000 }, (_, k) => present.data[2 * Math.floor(k / 3) + attributeOf[k % 3]!]!),
})

describe('withinAttribute', () => {
  it('agrees with numpy where correlations are beyond chance', () => {
    const { perFeature, latents, mean } = withinAttribute(example)
    perFeature.forEach((best, i) => {
      const row = expected.withinAttributeMatrix[i]!
      const size = Math.max(...row.map(Math.abs))
      expect(size > 0.5 ? best : 0).toBeCloseTo(size > 0.5 ? size : 0, 12)
      if (best > 0) expect(Math.abs(row[latents[i]!]!)).toBe(size)
    })
    expect(mean).toBeCloseTo(perFeature.reduce((sum, r) => sum + r, 0) / 6, 12)
  })

  it('is 1 for codes that follow the values where they show, of either sign', () => {
    const sources = product(values, ofFeatures)
    const codes = createMatrix({ ...sources, data: sources.data.map((v) => 1 - 3 * v) })
    const within = withinAttribute({ values, present, attributeOf, codes: selectColumns(codes, [2, 0, 1]) })
    expect(within.mean).toBeCloseTo(1, 12)
    expect(within.latents).toEqual([1, 2, 0])
  })

  it('is 0 for codes that signal presence alone, and for noise of any number of examples', () => {
    expect(withinAttribute({ values, present, attributeOf, codes: present })).toMatchObject({ mean: 0 })
    for (const n of [20, 100, 500, 4000]) {
      const noise = { values: normalMatrix(n, 3, `v${n}`), present: bitMatrix(n, 2, n), codes: normalMatrix(n, 40, n) }
      expect(withinAttribute({ ...noise, attributeOf })).toEqual({
        perFeature: [0, 0, 0],
        latents: [undefined, undefined, undefined],
        mean: 0,
      })
    }
  })

  it('is 0 where no example has the attribute, and without latents', () => {
    const absent = createMatrix({ ...present, data: new Uint8Array(2000) })
    expect(withinAttribute({ values, present: absent, attributeOf, codes: values }).mean).toBe(0)
    expect(withinAttribute({ values, present, attributeOf, codes: selectColumns(values, []) }).mean).toBe(0)
  })

  it('is the largest size in each row of the matrix, however latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors, codes, order, permuted }) => {
        const others = {
          values: factors,
          present: bitMatrix(60, 1, 'one'),
          attributeOf: [...factors.data.slice(0, factors.columns)].map(() => 0),
        }
        const [a, b] = [withinAttribute({ ...others, codes }), withinAttribute({ ...others, codes: permuted })]
        expect(b.mean).toBe(a.mean)
        expect(b.latents.map((j) => j && order[j])).toHaveLength(a.latents.length)
        const { columns, data } = withinAttributeMatrix({ ...others, codes })
        a.perFeature.forEach((best, i) => {
          if (best > 0) expect(best).toBe(Math.max(...data.slice(i * columns, (i + 1) * columns).map(Math.abs)))
        })
      }),
      seeded,
    )
  })

  it('refuses what the matrix refuses', () => {
    expect(() => withinAttribute({ values, present, attributeOf: [0], codes: values })).toThrow('attributeOf: has 1')
    expect(() => withinAttribute({ values, present: values, attributeOf, codes: matrixFromRows([]) })).toThrow(
      'codes: has 0 rows',
    )
  })
})
