import { smileyDataSet } from '@vsc/data'
import { createMatrix, type Matrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { expect, it } from 'vitest'
import { metricsOfChance } from './chance.js'
import { computeMetrics } from './compute-metrics.js'
import { contextOfCodes } from './context.js'
import { metricsNamed } from './metrics.js'

const data = smileyDataSet({ count: 20, seed: 1 })
const chosen = metricsNamed(['attributesOwned', 'presence', 'presenceInformation', 'sap'])
const contextOf = (codes: Matrix<Float32Array>) =>
  contextOfCodes({ codes, posteriorMeans: codes, gammas: undefined, data })
const found = async (codes: Matrix<Float32Array>) => {
  const context = contextOf(codes)
  const scores = await computeMetrics({ metrics: chosen, context })
  return { scores, byChance: await metricsOfChance({ metrics: chosen, context, scores, seed: 1 }) }
}

it('scores of codes that know nothing of the factors are chance, those of codes that are the factors are not', async () => {
  const rng = createRng('codes')
  const noise = createMatrix({ rows: 20, columns: 6, data: rng.fillNormal(new Float32Array(120)) })
  const { scores, byChance } = await found(noise)
  expect(scores.presenceInformation).toBeGreaterThan(0.3)
  expect(byChance).toEqual(expect.arrayContaining(['presence', 'presenceInformation', 'sap']))

  const { names, values } = data.factors
  const truth = await found(createMatrix({ rows: 20, columns: names.length, data: Float32Array.from(values) }))
  expect(truth.scores.attributesOwned).toBe(4)
  for (const name of ['attributesOwned', 'sap'] as const) expect(truth.byChance).not.toContain(name)
})

it('a score of 0 claims nothing', async () => {
  const { scores, byChance } = await found(createMatrix({ rows: 20, columns: 2, data: new Float32Array(40) }))
  expect(scores.attributesOwned).toBe(0)
  expect(byChance).not.toContain('attributesOwned')
})
