import { createMatrix, latentsOn, matrixFromRows, selectColumns, zeroShare } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { bitMatrix, normalMatrix, product } from '../test/random.js'

const gammas = createMatrix({
  rows: 20_000,
  columns: 3,
  data: new Float32Array(60_000).map((_, k) => [0.1, 0.5, 1][k % 3]!),
})

/** Codes that are 0 with probability 1 - gamma. */
const draw = () => {
  const uniform = createRng('spikes').fillUniform(new Float64Array(60_000))
  return createMatrix({ ...gammas, data: uniform.map((u, k) => (u < gammas.data[k]! ? -2 : 0)) })
}

describe('zeroShare and latentsOn', () => {
  it('are what probabilities lead to expect', () => {
    const codes = draw()
    expect(zeroShare(codes)).toBeCloseTo(1 - 1.6 / 3, 2)
    expect(latentsOn({ codes })).toBeCloseTo(1.6, 1)
    expect(latentsOn({ gammas })).toBeCloseTo(1.6, 5)
  })

  it('count exact zeros of either sign, and nothing else', () => {
    const codes = matrixFromRows([
      [0, -0, 1e-300],
      [1, 2, 0],
    ])
    expect(zeroShare(codes)).toBe(0.5)
    expect(latentsOn({ codes })).toBe(1.5)
    expect(zeroShare(normalMatrix(100, 5, 'dense'))).toBe(0)
    const bits = bitMatrix(100, 5, 'bits')
    const share = bits.data.filter((bit) => bit === 0).length / 500
    expect(zeroShare(product(normalMatrix(100, 5, 'slabs'), bits))).toBeCloseTo(share, 12)
  })

  it('are 0 without latents', () => {
    expect(zeroShare(selectColumns(gammas, []))).toBe(0)
    expect(latentsOn({ codes: selectColumns(gammas, []) })).toBe(0)
  })

  it('refuse no examples and what are no probabilities', () => {
    expect(() => zeroShare(matrixFromRows([]))).toThrow('codes: has 0 rows')
    expect(() => latentsOn({ gammas: matrixFromRows([[-2]]) })).toThrow('gammas: entry [0, 0] is -2')
  })
})
