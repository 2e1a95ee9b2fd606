import { correlationMatrix, createMatrix, matrixFromRows, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected, expectMatrix } from '../test/golden/golden.js'
import { bitMatrix, normalMatrix, permutedCodes, product, seeded } from '../test/random.js'

describe('correlationMatrix', () => {
  it('agrees with numpy', () => {
    const options = { threshold: 0.07 } // chance reaches more among as few examples
    expectMatrix(correlationMatrix(example.sources, example.codes, options), expected.correlationMatrix)
  })

  it('is 1 for a code that is its source, whatever its sign and scale', () => {
    const sources = normalMatrix(100, 1, 'perfect')
    const codes = createMatrix({ ...sources, data: sources.data.map((v) => -3 * v) })
    expect(correlationMatrix(sources, codes).data[0]).toBeCloseTo(1, 12)
  })

  it('does not mind which sign each single code has', () => {
    const sources = normalMatrix(100, 1, 'signs')
    const codes = product(sources, createMatrix({ ...sources, data: normalMatrix(100, 1, 'flip').data.map(Math.sign) }))
    expect(correlationMatrix(sources, codes).data[0]).toBeCloseTo(1, 12)
  })

  it('is 0 for unrelated codes, below the threshold', () => {
    const a = correlationMatrix(normalMatrix(4000, 5, 'sources'), normalMatrix(4000, 8, 'codes'))
    expect(a.data.every((r) => r === 0)).toBe(true)
  })

  it('is corr(|S V|, S) = 0.683 for a code that signals presence only', () => {
    // For S of probability 1/2 and V normal: (sqrt(2 / pi) / 4) / (1/2 sqrt(1/2 - 1 / (2 pi))).
    const present = bitMatrix(20_000, 1, 'bits')
    const a = correlationMatrix(product(normalMatrix(20_000, 1, 'values'), present), present)
    expect(a.data[0]).toBeCloseTo(Math.sqrt(2 / Math.PI) / 4 / (0.5 * Math.sqrt(0.5 - 1 / (2 * Math.PI))), 2)
  })

  it('sets entries below the threshold to 0 and leaves the others', () => {
    const all = correlationMatrix(example.sources, example.codes, { threshold: 0 })
    const large = correlationMatrix(example.sources, example.codes, { threshold: 0.4 })
    expect([...large.data]).toEqual([...all.data].map((r) => (r < 0.4 ? 0 : r)))
  })

  it('gives 0, not NaN, for constant columns of any value', () => {
    const varying = normalMatrix(1000, 2, 'varying')
    const constant = createMatrix({ rows: 1000, columns: 2, data: new Float32Array(2000).map((_, k) => (k % 2) * 0.1) })
    expect([...correlationMatrix(varying, constant, { threshold: 0 }).data]).toEqual([0, 0, 0, 0])
    expect([...correlationMatrix(constant, varying, { threshold: 0 }).data]).toEqual([0, 0, 0, 0])
  })

  it('keeps its accuracy beside a large mean', () => {
    const codes = normalMatrix(500, 1, 'offset')
    const shifted = createMatrix({ ...codes, data: codes.data.map((z) => Math.abs(z) + 1e7) })
    expect(correlationMatrix(codes, shifted).data[0]).toBeCloseTo(1, 8)
  })

  it('permutes with the latents, and not at all with the examples', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors, codes, order, permuted }) => {
        expect(correlationMatrix(factors, permuted)).toEqual(selectColumns(correlationMatrix(factors, codes), order))
      }),
      seeded,
    )
  })

  it('refuses what it cannot correlate, naming it', () => {
    const two = matrixFromRows([[1], [2]])
    expect(() => correlationMatrix(two, matrixFromRows([[1], [2], [3]]))).toThrow(
      'codes: has 3 rows but sources has 2, expected the same examples in both',
    )
    expect(() => correlationMatrix(matrixFromRows([[1]]), two)).toThrow('sources: has 1 rows, expected at least 2')
    const withNaN = { rows: 2, columns: 1, data: Float32Array.of(1, Number.NaN) }
    expect(() => correlationMatrix(two, withNaN)).toThrow('codes: entry [1, 0] is NaN')
    expect(() => correlationMatrix(two, two, { threshold: -1 })).toThrow('threshold is -1')
  })
})
