import { smileyDataSet, smileyFeatures } from '@vsc/data'
import { describe, expect, it } from 'vitest'
import { findStructure } from './findings.js'
import { referencesOn } from './references.js'

const test = smileyDataSet({ count: 4000, seed: 1, split: 'test' })
const [rows, columns] = [test.count, smileyFeatures.length]

describe('findStructure', () => {
  const data = Float32Array.from(test.sources)
  const codes = { rows, columns, data }
  const gammas = { rows, columns, data: Float32Array.from(test.spikes) }

  it('finds everything in codes that are the sources themselves, with their spikes', async () => {
    const { metrics, order, spikes, attributesFound } = await findStructure(
      { codes, posteriorMeans: codes, gammas },
      test,
    )
    expect(order.latents).toEqual(Array.from({ length: 18 }, (_, j) => j))
    expect(attributesFound).toBe(4)
    expect(metrics).toMatchObject({ activeLatents: 18, activeUnits: 18, attributesOwned: 4, signedAttributesOwned: 4 })
    for (const name of ['meanBestCorrelation', 'signedBestCorrelation', 'within', 'presenceOfSpikes'] as const) {
      expect(metrics[name]).toBeCloseTo(1, 4)
    }
    expect(metrics.spikeRecovery).toBeCloseTo(1, 5)
    expect(metrics.correlationContrast).toBeGreaterThan(0.9)
    expect(metrics.zeros).toBeCloseTo(0.5, 1)
    expect(metrics.latentsOn).toBeCloseTo(9, 0)
    expect(spikes!.inverted).toEqual([])
    expect(spikes!.activeVariation).toBeCloseTo(0.5, 1)
  })

  it('names inverted spikes, and counts them for nothing', async () => {
    const flipped = { ...gammas, data: gammas.data.map((gamma) => 1 - gamma) }
    const { metrics, spikes } = await findStructure({ codes, posteriorMeans: codes, gammas: flipped }, test)
    expect(spikes!.inverted).toEqual(['bowtie', 'hat', 'eyes', 'mouth'])
    expect(spikes!.recovery.hat).toBeCloseTo(-1, 5)
    expect(metrics.spikeRecovery).toBeLessThan(0.1)
    expect(metrics.spikeRecoveryEitherSign).toBeCloseTo(1, 5)
  })

  it('finds nothing in codes that are constant, and has no spikes to look at where there are none', async () => {
    const nothing = { rows, columns: 3, data: new Float32Array(rows * 3).fill(1) }
    const found = await findStructure({ codes: nothing, posteriorMeans: nothing, gammas: undefined }, test)
    expect(found.spikes).toBeUndefined()
    expect(found.attributesFound).toBe(0)
    expect(found.metrics).toMatchObject({
      activeLatents: 0,
      activeUnits: 0,
      attributesOwned: 0,
      correlationContrast: 0,
      presence: 0.5,
      within: 0,
      zeros: 0,
      latentsOn: 3,
    })
    expect(found.metrics.spikeRecovery).toBeUndefined()
  })

  it('does not call a code dispersed that tells presence by its sign, which magnitudes cannot see', async () => {
    const bits = { rows, columns: 4, data: Float32Array.from(test.present, (bit) => 2 * bit - 1) }
    const { metrics, attributesFound } = await findStructure(
      { codes: bits, posteriorMeans: bits, gammas: undefined },
      test,
    )
    expect(metrics.attributesOwned).toBe(0)
    expect(metrics.presence).toBe(1)
    expect(attributesFound).toBe(4)
  })
})

describe('referencesOn', async () => {
  const [presence, ideal] = await referencesOn(test)

  it('scores mere presence as the specification says: a contrast of 0.69 and a best |r| of 0.68, within 0', () => {
    expect(presence!.label).toBe('presence only')
    expect(presence!.metrics.correlationContrast).toBeCloseTo(0.69, 1)
    expect(presence!.metrics.meanBestCorrelation).toBeCloseTo(0.68, 1)
    expect(presence!.metrics).toMatchObject({ attributesOwned: 4, presence: 1, within: 0 })
  })

  it('scores the ideal code with all there is to find', () => {
    expect(ideal!.metrics).toMatchObject({ activeLatents: 18, attributesOwned: 4 })
    expect(ideal!.metrics.within).toBeCloseTo(1, 5)
  })
})
