import { createMatrix, matrixFromRows, selectColumns, spikeRecovery } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { example, expected } from '../test/golden/golden.js'
import { bitMatrix, seeded } from '../test/random.js'

const uniformMatrix = (rows: number, columns: number, seed: number | string) =>
  createMatrix({ rows, columns, data: createRng(seed).fillUniform(new Float32Array(rows * columns)) })

const mapMatrix = (matrix: ReturnType<typeof bitMatrix>, change: (bit: number, k: number) => number) =>
  createMatrix({ ...matrix, data: Float64Array.from(matrix.data, change) })

describe('spikeRecovery', () => {
  it('agrees with numpy', () => {
    const { perAttribute, mean } = spikeRecovery(example.gammas, example.present)
    perAttribute.forEach(({ correlation, latent }, a) => {
      const row = expected.spikeRecovery[a]!
      expect(correlation).toBeCloseTo(Math.max(...row), 12)
      expect(row[latent]).toBe(Math.max(...row))
    })
    expect(mean).toBeCloseTo(perAttribute.reduce((sum, { correlation }) => sum + correlation, 0) / 3, 12)
  })

  it('is what drawn spikes have', () => {
    const present = bitMatrix(4000, 1, 'bits')
    const gammas = mapMatrix(present, (bit) => 0.1 + 0.6 * bit)
    const uniform = createRng('draws').fillUniform(new Float64Array(4000))
    const drawn = mapMatrix(present, (_, n) => (uniform[n]! < gammas.data[n]! ? 1 : 0))
    // Of bits the two are the same; those drawn are a sample of what gammas lead to expect.
    const [ofDrawn, ofGammas] = [drawn, gammas].map((g) => spikeRecovery(g, present).mean)
    expect(Math.abs(ofDrawn! - ofGammas!)).toBeLessThan(0.03)
  })

  it('is 1 where a spike switches on exactly with the attribute, also where it is inverted, which it says', () => {
    const present = bitMatrix(50, 2, 'bits')
    const off = mapMatrix(present, (bit) => 1 - bit)
    expect(spikeRecovery(present, present)).toMatchObject({ inverted: [] })
    expect(spikeRecovery(present, present).mean).toBeCloseTo(1, 12)
    expect(spikeRecovery(present, present).meanUpright).toBeCloseTo(1, 12)
    const inverted = spikeRecovery(off, present)
    expect(inverted.inverted).toEqual([0, 1])
    expect(inverted.perAttribute.map(({ latent, inverted: each }) => [latent, each])).toEqual([
      [0, true],
      [1, true],
    ])
    expect(inverted.mean).toBeCloseTo(1, 12)
    expect(inverted.perAttribute[0]!.correlation).toBeCloseTo(-1, 12)
    expect(inverted.meanUpright).toBeLessThan(0.5)
  })

  it('is next to nothing for probabilities that follow the attribute by next to nothing', () => {
    const present = bitMatrix(500, 4, 'bits')
    const faint = mapMatrix(present, (bit) => 0.5 + 1e-6 * bit)
    expect(spikeRecovery(faint, present).mean).toBeLessThan(2e-6)
  })

  it('is near 0 for unrelated spikes, and 0 for spikes that are always on', () => {
    const present = bitMatrix(4000, 4, 'bits')
    expect(spikeRecovery(uniformMatrix(4000, 10, 'gammas'), present).mean).toBeLessThan(0.06)
    for (const level of [0, 0.9, 1]) {
      const on = createMatrix({ rows: 4000, columns: 3, data: new Float32Array(12_000).fill(level) })
      expect(spikeRecovery(on, present)).toMatchObject({ mean: 0, meanUpright: 0, inverted: [] })
    }
  })

  it('does not depend on how the latents are numbered', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [gammas, present] = [uniformMatrix(20, 5, seed), bitMatrix(20, 2, seed)]
        const order = createRng(seed).permutation(5)
        const [a, b] = [spikeRecovery(gammas, present), spikeRecovery(selectColumns(gammas, order), present)]
        const inOrder = b.perAttribute.map((each) => ({ ...each, latent: order[each.latent]! }))
        expect({ ...b, perAttribute: inOrder }).toEqual(a)
      }),
      seeded,
    )
  })

  it('refuses what are no probabilities, no bits, or not the same examples, and no latents or attributes', () => {
    const bits = matrixFromRows([[1], [0]])
    expect(() => spikeRecovery(matrixFromRows([[0.5], [1.5]]), bits)).toThrow(
      'gammas: entry [1, 0] is 1.5, expected probabilities from 0 to 1',
    )
    expect(() => spikeRecovery(bits, matrixFromRows([[2], [0]]))).toThrow('present: entry [0, 0] is 2, expected 0 or 1')
    expect(() => spikeRecovery(bits, matrixFromRows([[1], [0], [1]]))).toThrow('present: has 3 rows but gammas has 2')
    expect(() => spikeRecovery(bits, matrixFromRows([[], []]))).toThrow('present: has no columns')
    expect(() => spikeRecovery(matrixFromRows([[], []]), bits)).toThrow('gammas: has no columns')
  })
})
