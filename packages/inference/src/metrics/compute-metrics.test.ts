import { matrixFromRows } from '@vsc/metrics'
import { describe, expect, it } from 'vitest'
import { computeEveryMetric, computeMetrics, computeScores, type MetricContext, shared } from './compute-metrics.js'
import type { Ingredients } from './ingredients.js'
import { defineMetric } from './metric.js'

const codes = matrixFromRows([
  [0, 2],
  [1, 0],
])
const largest = defineMetric({
  name: 'largest',
  title: 'largest',
  decimals: 1,
  needs: ['codes'],
  compute: ({ codes }) => Math.max(...codes.data),
})
const ofSpikes = defineMetric({
  name: 'ofSpikes',
  title: 'of spikes',
  decimals: 1,
  needs: ['codes', 'spikes'],
  compute: ({ spikes }) => spikes.rows,
})

describe('computeMetrics', () => {
  it('leaves out what needs something that is missing, or undefined when asked, or gives nothing', async () => {
    const nothing = defineMetric({ ...largest, name: 'nothing', needs: ['codes'], compute: () => undefined })
    const metrics = [ofSpikes, largest, nothing]
    expect(await computeMetrics({ metrics, context: { codes: () => codes } })).toEqual({ largest: 2 })
    const context = { codes: async () => codes, spikes: async () => undefined }
    expect(await computeMetrics({ metrics, context })).toEqual({ largest: 2 })
    expect(await computeMetrics({ metrics, context: { codes: () => codes, spikes: () => codes } })).toEqual({
      ofSpikes: 2,
      largest: 2,
    })
  })

  it('asks for what is needed, and once', async () => {
    const asked: string[] = []
    const context: MetricContext = {
      codes: () => {
        asked.push('codes')
        return codes
      },
      terms: () => {
        asked.push('terms')
        return {}
      },
    }
    await computeMetrics({ metrics: [largest, { ...largest, name: 'again' }], context })
    await computeMetrics({ metrics: [largest], context })
    expect(asked).toEqual(['codes'])
  })

  it('gives the mean of a term, whose standard error computeScores keeps', async () => {
    const term = { mean: -3, standardError: 0.5, count: 10 }
    const metrics = [defineMetric({ ...largest, name: 'term', needs: [], compute: async () => term })]
    expect(await computeMetrics({ metrics, context: {} })).toEqual({ term: -3 })
    expect(await computeScores({ metrics, context: {} })).toEqual({ term })
  })

  it('refuses two metrics of one name', async () => {
    await expect(computeMetrics({ metrics: [largest, largest], context: {} })).rejects.toMatchObject({
      code: 'BAD_METRIC',
      message: "two metrics are called 'largest', expected a name for each: rename one",
    })
  })
})

it('computeEveryMetric names the metrics that are missing, and what they need', async () => {
  const context = { codes: () => codes }
  expect(await computeEveryMetric({ metrics: [largest], context })).toEqual({ largest: 2 })
  await expect(computeEveryMetric({ metrics: [largest, ofSpikes], context })).rejects.toMatchObject({
    code: 'MISSING_METRIC',
    message: expect.stringContaining('ofSpikes (needs codes, spikes)'),
  })
})

it('what metrics share is found once for a context, and anew for another', async () => {
  let found = 0
  const sumOf = shared(({ codes }: Pick<Ingredients, 'codes'>) => {
    found++
    return Array.from(codes.data).reduce((sum, value) => sum + value, 0)
  })
  const metrics = ['one', 'two'].map((name) => defineMetric({ ...largest, name, needs: ['codes'], compute: sumOf }))
  const context = { codes: () => codes }
  expect(await computeMetrics({ metrics, context })).toEqual({ one: 3, two: 3 })
  await computeMetrics({ metrics, context })
  expect(found).toBe(1)
  expect(await computeMetrics({ metrics, context: { codes: () => matrixFromRows([[5]]) } })).toEqual({ one: 5, two: 5 })
})

it.each([
  [
    { name: 'my score' },
    "the metric 'my score': its name is a key of JSON and no sentence, expected letters and digits",
  ],
  [{ title: ' ' }, 'its title is empty, expected a heading for tables'],
  [{ decimals: -1 }, 'decimals is -1, expected a whole number from 0'],
])('defineMetric refuses %j', (wrong, message) => {
  expect(() => defineMetric({ ...largest, ...wrong })).toThrow(message)
})
