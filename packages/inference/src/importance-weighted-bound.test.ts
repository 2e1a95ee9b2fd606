import { createBetaVae, createVampPriorVae } from '@vsc/baselines'
import { createVsc, type LatentModel } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine, type NamedTensors } from '@vsc/engine'
import { createMatrix } from '@vsc/metrics'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { decodeCodes } from './decode-codes.js'
import { evaluateModel } from './evaluate-model.js'
import { importanceWeightedBound } from './importance-weighted-bound.js'
import { priorComponents } from './prior-components.js'

const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
const data = smileyDataSet({ count: 4, seed: 1, split: 'test' })
const shape = { dataDim: 1024, latentDim: 1, hiddenDim: 4, likelihood: 'bernoulli' } as const

/** log p(x) of every example by quadrature over the one latent, its spike apart. */
async function logEvidence(model: LatentModel, parameters: NamedTensors<Float32Array>): Promise<number[]> {
  const prior = await priorComponents({ engine, model, parameters })
  const width = 0.01
  const grid = Float32Array.from({ length: 1601 }, (_, i) => (i - 800) * width)
  const codes = createMatrix({ rows: grid.length + 1, columns: 1, data: Float32Array.of(...grid, 0) })
  const means = await decodeCodes({ engine, model, parameters, codes })
  const components = Array.from(prior.mu.data, (mu, k) => {
    const variance = Math.exp(prior.logVar.data[k]!)
    const gamma = prior.logGamma === undefined ? 1 : Math.min(Math.exp(prior.logGamma.data[k]!), 1 - 1e-6)
    return { mu, variance, gamma }
  })
  const logPriors = Array.from(codes.data, (z, row) => {
    const isSpike = row === grid.length
    const sum = components.reduce((sum, { mu, variance, gamma }) => {
      const slab = (gamma * Math.exp(-((z - mu) ** 2) / (2 * variance))) / Math.sqrt(2 * Math.PI * variance)
      return sum + (isSpike ? 1 - gamma : slab * width)
    }, 0)
    return Math.log(sum / components.length)
  })
  return Array.from({ length: data.count }, (_, n) => {
    const x = data.read([n])
    const logs = logPriors.map((logPrior, row) => {
      const of = means.subarray(row * x.length, (row + 1) * x.length)
      return logPrior + of.reduce((sum, mean, m) => sum + Math.log(x[m] === 1 ? mean : 1 - mean), 0)
    })
    const largest = Math.max(...logs)
    return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0))
  })
}

const models = {
  'VSC with pseudo-inputs': createVsc({ ...shape, pseudoInputCount: 3, initialSpikeBias: -0.5 }),
  'VSC with the fixed prior': createVsc({ ...shape, prior: 'fixed', alpha: 0.3, initialSpikeBias: -0.5 }),
  'a VAE': createBetaVae(shape),
  'a VampPrior VAE': createVampPriorVae({ ...shape, pseudoInputCount: 3 }),
}

describe.each(Object.entries(models))('importanceWeightedBound of %s', (_, model) => {
  const parameters = model.init({ rng: createRng(3) })
  const bound = (samples: number) =>
    importanceWeightedBound({ engine, model, parameters, data, samples, batchSize: 3, seed: 1 })

  it('reaches log p(x), as quadrature gives it, with many samples', async () => {
    const evidence = await logEvidence(model, parameters)
    const { mean, count } = await bound(1000)
    expect(count).toBe(data.count)
    expect(mean).toBeCloseTo(evidence.reduce((sum, value) => sum + value, 0) / data.count, 1)
  })

  it('lies lower with one sample, over many draws', async () => {
    const few = await Promise.all(
      Array.from({ length: 40 }, (_, seed) =>
        importanceWeightedBound({ engine, model, parameters, data, samples: 1, batchSize: 4, seed }),
      ),
    )
    const mean = few.reduce((sum, { mean }) => sum + mean, 0) / few.length
    expect(mean).toBeLessThan((await bound(1000)).mean)
  })
})

describe('importanceWeightedBound', () => {
  it('with one sample and a fixed Gaussian prior has the mean of the ELBO', async () => {
    const model = models['a VAE']
    const parameters = model.init({ rng: createRng(3) })
    const elbo = (await evaluateModel({ engine, model, parameters, data, batchSize: 4, seed: 1 })).terms.elbo!.mean
    let sum = 0
    for (let seed = 0; seed < 300; seed++) {
      sum += (await importanceWeightedBound({ engine, model, parameters, data, samples: 1, batchSize: 4, seed })).mean
    }
    expect(Math.abs(sum / 300 - elbo)).toBeLessThan(1)
  })

  it('refuses a number of samples that is none', async () => {
    const model = models['a VAE']
    const parameters = model.init({ rng: createRng(3) })
    await expect(
      importanceWeightedBound({ engine, model, parameters, data, samples: 0, batchSize: 4, seed: 1 }),
    ).rejects.toThrow('samples is 0, expected a whole number from 1')
  })
})

describe('importanceWeightedBound of a model with densities of its own', () => {
  it('takes these', async () => {
    const model = createBetaVae(shape)
    const parameters = model.init({ rng: createRng(3) })
    const options = { engine, parameters, data, samples: 1, batchSize: 3, seed: 1 }
    const likelihoodAlone: LatentModel = { ...model, logDensityRatio: (_, z) => z.sum(1).mul(0) }
    const shifted: LatentModel = { ...model, logDensityRatio: (_, z) => z.sum(1).mul(0).add(2) }
    const found = await importanceWeightedBound({ ...options, model: likelihoodAlone })
    expect((await importanceWeightedBound({ ...options, model: shifted })).mean).toBeCloseTo(found.mean + 2, 4)
  })
})
