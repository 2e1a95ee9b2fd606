import { createBetaTcVae, createBetaVae } from '@vsc/baselines'
import { createVsc, type LatentModel } from '@vsc/core'
import { type DataSet, type LabelledDataSet, smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { evaluateModel } from '../evaluate-model.js'
import { importanceWeightedBound } from '../importance-weighted-bound.js'
import { reconstructionError } from '../reconstruction-error.js'
import { computeMetrics, computeScores } from './compute-metrics.js'
import { metricContext } from './context.js'
import { metrics, metricsNamed } from './metrics.js'

const dims = { dataDim: 1024, latentDim: 5, hiddenDim: 8, likelihood: 'bernoulli' } as const
const vsc = createVsc({ ...dims, pseudoInputCount: 2 })
const vae = createBetaVae(dims)
const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
const smileys = smileyDataSet({ count: 60, seed: 1 })
const { factors: _, ...unknown } = smileys

const asked = (model: LatentModel, data: DataSet) => ({
  engine,
  model,
  parameters: model.init({ rng: createRng(1) }),
  data,
  batchSize: 30,
  seed: 1,
})
const labelled = (data: DataSet, classes: number): LabelledDataSet => ({
  ...data,
  labels: Uint8Array.from({ length: data.count }, (_, n) => n % classes),
  classes: Array.from({ length: classes }, (_, c) => `${c}`),
})
const namesOf = async (context: Parameters<typeof computeMetrics>[0]['context']) =>
  Object.keys(await computeMetrics({ metrics, context }))

const needing = (...needs: string[]) =>
  metrics.filter((metric) => metric.needs.every((need) => needs.includes(need))).map(({ name }) => name)
const always = ['data', 'codes', 'posteriorMeans', 'posterior', 'terms', 'exampleTerms', 'reconstructions']
const without = (names: readonly string[], ...left: string[]) => names.filter((name) => !left.includes(name))
const klParts = ['mutualInformation', 'totalCorrelation', 'dimensionWiseKl']

describe('metricContext', () => {
  it('has all that a model with spikes and smileys have, and no classes', async () => {
    expect(await namesOf(metricContext(asked(vsc, smileys)))).toEqual(
      without(needing(...always, 'spikes', 'factors', 'attributes'), ...klParts),
    )
  })

  it('has no spikes of a model without them, and no factors of data that know none', async () => {
    expect(await namesOf(metricContext(asked(vae, unknown)))).toEqual(
      without(needing(...always), ...klParts, 'elboMixture'),
    )
  })

  it('has classes where there are labels and examples to learn from, of two classes at least', async () => {
    const [test, train] = [labelled(unknown, 2), labelled({ ...unknown, count: 50 }, 2)]
    const withLabels = needing(...always, 'labels')
    const ofSpikes = withLabels.filter((name) => /^(code|spike)(Linear|Knn)/.test(name))
    expect(ofSpikes).toHaveLength(4)
    const context = metricContext({ ...asked(vae, test), training: () => train })
    expect(await namesOf(context)).toEqual(without(withLabels, ...klParts, 'elboMixture', ...ofSpikes))
    const ofSpiked = metricContext({ ...asked(vsc, test), training: () => train })
    expect(await namesOf(ofSpiked)).toEqual(without(needing(...always, 'labels', 'spikes'), ...klParts))
    for (const training of [undefined, () => unknown, () => labelled(unknown, 1)]) {
      const none = metricContext({ ...asked(vsc, test), ...(training && { training }) })
      expect(await computeMetrics({ metrics: metricsNamed(['linearAccuracy']), context: none })).toEqual({})
    }
  })

  it('scores what the functions of this package give on their own', async () => {
    const options = asked(vsc, smileys)
    const { codes, terms, exampleTerms } = await evaluateModel(options)
    const seen = Uint8Array.from({ length: 60 }, (_, n) => (n < 20 ? 1 : 0))
    const context = metricContext({ ...options, bound: { samples: 3, exampleCount: 10 }, seen })
    const scores = await computeScores({ metrics, context })
    expect(scores.elbo).toEqual(terms.elbo)
    expect(scores.bound).toEqual(terms.elboMixture)
    expect(scores.iwae).toEqual(
      await importanceWeightedBound({ ...options, data: { ...smileys, count: 10 }, samples: 3 }),
    )
    expect([scores.iwaeImages, scores.iwaeSamples]).toEqual([10, 3])
    expect(scores.reconstructionError).toBe(await reconstructionError({ ...options, codes }))
    expect(scores.unseenShare).toBeCloseTo(2 / 3, 12)
    const unseen = exampleTerms.kl!.slice(20)
    expect(scores.klUnseen).toBeCloseTo(unseen.reduce((sum, kl) => sum + kl) / 40, 9)
  })

  it('has the parts of the KL of a model whose objective has them: they add up to it over all examples', async () => {
    const context = metricContext(asked(createBetaTcVae({ ...dims, datasetSize: 60 }), unknown))
    const { mutualInformation, totalCorrelation, dimensionWiseKl, kl } = await computeMetrics({ metrics, context })
    // The KL of the codes that were drawn, whose mean is the analytic one.
    expect(Math.abs(mutualInformation! + totalCorrelation! + dimensionWiseKl! - kl!)).toBeLessThan(1)
  })
})
