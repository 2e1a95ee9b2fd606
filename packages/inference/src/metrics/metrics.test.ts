import { type DataSet, smileyDataSet } from '@vsc/data'
import { activeUnits, createMatrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { latentUse } from '../latent-use.js'
import { computeMetrics } from './compute-metrics.js'
import { contextOfCodes } from './context.js'
import { metrics, metricsNamed } from './metrics.js'

const float32 = (rows: number, columns: number, data: ArrayLike<number>) =>
  createMatrix({ rows, columns, data: Float32Array.from(data) })

it('every metric has a name and a title of its own', () => {
  for (const key of ['name', 'title'] as const) {
    expect(new Set(metrics.map((metric) => metric[key])).size).toBe(metrics.length)
  }
})

it('metricsNamed refuses a name that is none', () => {
  expect(metricsNamed(['mig', 'elbo']).map(({ name }) => name)).toEqual(['mig', 'elbo'])
  const name = 'latentsInUse' as string as 'activeUnits'
  expect(() => metricsNamed([name])).toThrow(/^there is no metric 'latentsInUse', expected one of elbo, /)
})

describe('on dSprites-like factors', () => {
  const count = 600
  const levels = [3, 4, 5, 6, 7]
  const draws = createRng('sprites')
  const values = Float64Array.from({ length: count * 5 }, (_, k) => draws.integer(levels[k % 5]!) / levels[k % 5]!)
  const factors = {
    names: ['shape', 'scale', 'orientation', 'posX', 'posY'],
    kinds: levels.map(() => 'discrete' as const),
    values,
  }
  const data = { count, factors } as unknown as DataSet
  // each latent is a factor, of either sign
  const codes = float32(
    count,
    5,
    values.map((v, k) => ((k % 5) % 2 ? 2 : -2) * (v - 0.4)),
  )
  const context = contextOfCodes({ codes, posteriorMeans: codes, gammas: undefined, data })

  it('scores latents that are the factors best, by signs: magnitudes are for factors that are 0 where there is nothing', async () => {
    const scores = await computeMetrics({ metrics, context })
    expect(scores).toMatchObject({ signedActiveLatents: 5, signedAttributesOwned: 5, activeUnits: 5 })
    expect(scores.signedBestCorrelation).toBeCloseTo(1)
    for (const name of ['signedContrast', 'mig', 'dci', 'dciCompleteness', 'dciInformativeness'] as const) {
      expect(scores[name], name).toBeGreaterThan(0.8)
    }
    expect(scores.sap).toBeGreaterThan(0.1) // how much better than a guess a line tells five values
    for (const name of ['activeLatents', 'correlationContrast', 'within', 'presence', 'lassoDci']) {
      expect(scores).not.toHaveProperty(name)
    }
  })

  it('does not ask what a single factor, or constant ones, cannot answer', async () => {
    const one = { names: ['a'], kinds: ['discrete' as const], values: values.filter((_, k) => k % 5 === 0) }
    const of = (changed: typeof one) =>
      computeMetrics({
        metrics,
        context: contextOfCodes({
          codes,
          posteriorMeans: codes,
          gammas: undefined,
          data: { ...data, factors: changed },
        }),
      })
    expect(await of(one)).not.toHaveProperty('signedContrast')
    expect(await of(one)).toHaveProperty('signedBestCorrelation')
    expect(await of({ ...one, values: new Float64Array(count).fill(3) })).not.toHaveProperty('mig')
  })
})

describe('latents in use', () => {
  const data = smileyDataSet({ count: 400, seed: 2, split: 'test' })
  // latent 0 has the sources of the first factor; 1 varies and answers to none; 2 is on and says nothing
  const noise = createRng('noise').fillNormal(new Float32Array(400))
  const rows = Array.from({ length: 400 }, (_, n) => [2 * data.sources[n * 18]!, noise[n]!, 0.05])
  const codes = float32(400, 3, rows.flat())
  const gammas = float32(
    400,
    3,
    rows.flatMap(([source]) => [source === 0 ? 0 : 1, 1, 1]),
  )

  it('are the active units everywhere; active latents are those that answer to features', async () => {
    const context = contextOfCodes({ codes, posteriorMeans: codes, gammas, data })
    const scores = await computeMetrics({ metrics, context })
    expect(scores).toMatchObject({ activeUnits: 2, activeLatents: 1, varyingLatents: 1, alwaysOnLatents: 1 })
    expect(scores.activeUnits).toBe(activeUnits(codes).length)
    expect(latentUse({ codes, posteriorMeans: codes, gammas }).inUse).toEqual([1, 0])
    const present = data.present.filter((_, k) => k % 4 === 0).reduce((sum, bit) => sum + bit, 0) / 400
    expect(scores.onPerImage).toBeCloseTo(1 + present, 6)
    expect(scores.latentsOn).toBeCloseTo(2 + present, 6)
  })
})
