import { correlationMatrix, matrixFromRows, orderLatents, selectColumns } from '@vsc/metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expected } from '../test/golden/golden.js'
import { permutedCodes, seeded } from '../test/random.js'

describe('orderLatents', () => {
  it('groups by strongest feature, strongest latent first, unused latents last', () => {
    const matrix = matrixFromRows([
      [0.0, 0.2, 0.1, 0.0, 0.6],
      [0.0, 0.1, 0.7, 0.0, 0.5],
    ])
    expect(orderLatents(matrix)).toEqual({ latents: [4, 1, 2, 0, 3], features: [0, 0, 1, undefined, undefined] })
  })

  it("agrees with the authors' ratio to the mean over features", () => {
    expect(orderLatents(matrixFromRows(expected.correlationMatrix)).latents).toEqual(expected.latentOrder)
  })

  it('shows the same matrix however the latents are numbered', () => {
    fc.assert(
      fc.property(permutedCodes, ({ factors, codes, permuted }) => {
        const [a, b] = [correlationMatrix(factors, codes), correlationMatrix(factors, permuted)]
        expect(selectColumns(b, orderLatents(b).latents)).toEqual(selectColumns(a, orderLatents(a).latents))
      }),
      seeded,
    )
  })

  it('has nothing to order without latents, and refuses a matrix without features', () => {
    expect(orderLatents(matrixFromRows([[], []]))).toEqual({ latents: [], features: [] })
    expect(() => orderLatents(matrixFromRows([]))).toThrow('matrix: has no rows, expected one for each feature')
  })
})
