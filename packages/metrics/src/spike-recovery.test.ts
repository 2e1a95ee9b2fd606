import { createMatrix, matrixFromRows, selectColumns, spikeRecovery } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { bitMatrix, seeded } from '../test/random.js'

const uniformMatrix = (rows: number, columns: number, seed: number | string) =>
  createMatrix({ rows, columns, data: createRng(seed).fillUniform(new Float32Array(rows * columns)) })

describe('spikeRecovery', () => {
  it('agrees with numpy', () => {
    const { perAttribute, mean } = spikeRecovery(example.gammas, example.present)
    perAttribute.forEach((best, a) => {
      expect(best).toBeCloseTo(expected.spikeRecovery[a]!, 12)
    })
    expect(mean).toBeCloseTo((perAttribute[0]! + perAttribute[1]! + perAttribute[2]!) / 3, 12)
  })

  it('is 1 where a spike switches on, or off, exactly with the attribute', () => {
    const present = bitMatrix(50, 2, 'bits')
    const off = createMatrix({ ...present, data: Float32Array.from(present.data, (bit) => 0.9 - 0.8 * bit) })
    expect(spikeRecovery(present, present).mean).toBeCloseTo(1, 12)
    expect(spikeRecovery(off, present).mean).toBeCloseTo(1, 12)
  })

  it('is near 0 for unrelated spikes, and 0 for spikes that are always on', () => {
    const present = bitMatrix(4000, 4, 'bits')
    expect(spikeRecovery(uniformMatrix(4000, 10, 'gammas'), present).mean).toBeLessThan(0.06)
    const on = createMatrix({ rows: 4000, columns: 3, data: new Float32Array(12_000).fill(0.9) })
    expect(spikeRecovery(on, present)).toEqual({ perAttribute: [0, 0, 0, 0], mean: 0 })
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [gammas, present] = [uniformMatrix(20, 5, seed), bitMatrix(20, 2, seed)]
        const permuted = selectColumns(gammas, createRng(seed).permutation(5))
        expect(spikeRecovery(permuted, present)).toEqual(spikeRecovery(gammas, present))
      }),
      seeded,
    )
  })

  it('refuses what are no probabilities, no bits, or not the same examples', () => {
    const bits = matrixFromRows([[1], [0]])
    expect(() => spikeRecovery(matrixFromRows([[0.5], [1.5]]), bits)).toThrow(
      'gammas: entry [1, 0] is 1.5, expected probabilities from 0 to 1',
    )
    expect(() => spikeRecovery(bits, matrixFromRows([[2], [0]]))).toThrow('present: entry [0, 0] is 2, expected 0 or 1')
    expect(() => spikeRecovery(bits, matrixFromRows([[1], [0], [1]]))).toThrow('present: has 3 rows but gammas has 2')
    expect(() => spikeRecovery(bits, matrixFromRows([[], []]))).toThrow('present: has no columns')
  })
})
