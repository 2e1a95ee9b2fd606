import { smileyDataSet, smileyFeatures } from '@vsc/data'
import { describe, expect, it } from 'vitest'
import { findStructure } from './findings.js'

const test = smileyDataSet({ count: 1000, seed: 1, split: 'test' })
const [rows, columns] = [test.count, smileyFeatures.length]
const term = { mean: 0, standardError: 0, count: rows }
const terms = { elbo: { ...term, mean: -3 }, logLikelihood: { ...term, mean: -2 }, kl: { ...term, mean: 1 } }

describe('findStructure', () => {
  it('finds everything in codes that are the sources themselves, with their spikes', () => {
    const codes = { rows, columns, data: Float32Array.from(test.sources) }
    const gammas = { rows, columns, data: Float32Array.from(test.spikes) }
    const { metrics, order, owned, spikes } = findStructure({ codes, gammas, terms }, test)
    expect(order.latents).toEqual(Array.from({ length: 18 }, (_, j) => j))
    expect(owned).toEqual(['bowtie', 'hat', 'eyes', 'mouth'])
    expect(metrics).toMatchObject({ elbo: -3, logLikelihood: -2, kl: 1, activeLatents: 18, attributesOwned: 4 })
    expect(metrics.meanBestCorrelation).toBeCloseTo(1, 5)
    expect(metrics.spikeRecovery).toBeCloseTo(1, 5)
    expect(metrics.correlationContrast).toBeGreaterThan(0.9)
    expect(spikes!.inverted).toEqual([])
    const flipped = { rows, columns, data: gammas.data.map((gamma) => 1 - gamma) }
    expect(findStructure({ codes, gammas: flipped, terms }, test).spikes!.inverted).toEqual(owned)
    expect(spikes!.activeVariation).toBeCloseTo(0.5, 1)
  })

  it('finds nothing in codes that are constant, and has no spikes to look at where there are none', () => {
    const codes = { rows, columns: 3, data: new Float32Array(rows * 3) }
    const { metrics, owned, spikes } = findStructure({ codes, gammas: undefined, terms }, test)
    expect(spikes).toBeUndefined()
    expect(owned).toEqual([])
    expect(metrics).toMatchObject({
      activeLatents: 0,
      attributesOwned: 0,
      correlationContrast: 0,
      mig: 0,
      dci: 0,
      sap: 0,
    })
    expect(metrics.spikeRecovery).toBeUndefined()
  })
})
