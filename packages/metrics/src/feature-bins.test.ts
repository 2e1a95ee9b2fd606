import { createMatrix, matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { bitMatrix, normalMatrix, product } from '../test/random.js'
import { binInputs } from './feature-bins.js'

const countsOf = (bin: Uint8Array) => {
  const counts = new Array<number>(256).fill(0)
  for (const b of bin) counts[b]!++
  return counts
}

describe('binInputs', () => {
  it('gives every value a bin of its own where there are at most 255', () => {
    const values = Array.from({ length: 1000 }, (_, n) => [((n * 7) % 255) - 100])
    const { bin, inputs } = binInputs(matrixFromRows(values))
    expect(inputs[0]!.least).toHaveLength(255)
    expect([...bin]).toEqual(values.map(([value]) => value! + 100))
    expect(inputs[0]!.greatest).toEqual(inputs[0]!.least)
  })

  it('puts about equally many of more values into each, in their order', () => {
    const { bin, inputs } = binInputs(normalMatrix(5100, 1, 'values'))
    const counts = countsOf(bin).slice(0, 255)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(19)
    expect(Math.max(...counts)).toBeLessThanOrEqual(21)
    const { least, greatest } = inputs[0]!
    for (let b = 1; b < 255; b++) expect(least[b]!).toBeGreaterThan(greatest[b - 1]!)
  })

  it('leaves zeros among other values a bin of their own, and the others no more than their share in any', () => {
    const sparse = product(normalMatrix(4000, 1, 'slabs'), bitMatrix(4000, 1, 'spikes'))
    const { bin, inputs } = binInputs(sparse)
    const ofZero = bin[sparse.data.indexOf(0)]!
    expect(inputs[0]!.least[ofZero] === 0 && inputs[0]!.greatest[ofZero] === 0).toBe(true) // 0 and -0
    expect(inputs[0]!.least.length).toBeGreaterThan(240)
    expect(Math.max(...countsOf(bin).filter((_, b) => b !== ofZero))).toBeLessThan(17) // 4000 / 255
  })

  it('takes values that are nearer than scikit-learn tells apart for one', () => {
    const faint = createMatrix({ rows: 100, columns: 1, data: Float64Array.from({ length: 100 }, (_, n) => n * 1e-12) })
    expect(binInputs(faint).inputs[0]!.least).toHaveLength(1)
  })
})
