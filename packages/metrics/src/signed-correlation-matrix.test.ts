import {
  activeLatents,
  attributesOwned,
  correlationContrast,
  correlationMatrix,
  createMatrix,
  matrixFromRows,
  meanBestCorrelation,
  orderLatents,
  selectColumns,
  signedCorrelationMatrix,
} from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected, expectMatrix } from '../test/golden/golden.js'
import { normalMatrix, permutedCodes, seeded } from '../test/random.js'

// Two factors on grids of their own, as those of sprites are, and codes that are the same but centred, one with its sign turned.
const rows = Array.from({ length: 960 }, (_, n) => [n % 32, Math.floor(n / 32)] as const)
const factors = matrixFromRows(rows)
const codes = matrixFromRows(rows.map(([x, y]) => [14.5 - y, x - 15.5]))

describe('signedCorrelationMatrix', () => {
  it('agrees with numpy', () => {
    expectMatrix(
      signedCorrelationMatrix(example.sources, example.codes, { threshold: 0 }),
      expected.signedCorrelationMatrix,
    )
  })

  it('sees a perfect code that is centred, which magnitudes do not', () => {
    const signed = signedCorrelationMatrix(factors, codes)
    expectMatrix(signed, [
      [0, 1],
      [-1, 0],
    ])
    expect(activeLatents(signed)).toEqual([0, 1])
    expect(attributesOwned(signed, [0, 1])).toEqual([0, 1])
    expect(correlationContrast(signed, [0, 1])).toBeCloseTo(1, 12)
    expect(meanBestCorrelation(signed)).toBeCloseTo(1, 12)
    expect(orderLatents(signed)).toEqual({ latents: [1, 0], features: [0, 1] })
    expect(activeLatents(correlationMatrix(factors, codes))).toEqual([])
  })

  it('gives 0 for constant columns and below the threshold', () => {
    const constant = createMatrix({ rows: 100, columns: 1, data: new Float32Array(100).fill(0.1) })
    expect([...signedCorrelationMatrix(normalMatrix(100, 1, 'a'), constant, { threshold: 0 }).data]).toEqual([0])
    const all = signedCorrelationMatrix(example.sources, example.codes, { threshold: 0 })
    const large = signedCorrelationMatrix(example.sources, example.codes, { threshold: 0.4 })
    expect([...large.data]).toEqual([...all.data].map((r) => (Math.abs(r) < 0.4 ? 0 : r)))
  })

  it('permutes with the latents', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors: sources, codes: means, order, permuted }) => {
        expect(signedCorrelationMatrix(sources, permuted)).toEqual(
          selectColumns(signedCorrelationMatrix(sources, means), order),
        )
      }),
      seeded,
    )
  })

  it('refuses other examples and a negative threshold', () => {
    expect(() => signedCorrelationMatrix(factors, matrixFromRows([[1], [2]]))).toThrow('means: has 2 rows but sources')
    expect(() => signedCorrelationMatrix(factors, codes, { threshold: -1 })).toThrow('threshold is -1')
  })
})
