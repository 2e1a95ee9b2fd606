import { createVsc } from '@vsc/core'
import { smileyDataSet } from '@vsc/data'
import { createEngine } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { describe, expect, it } from 'vitest'
import { decodeCodes } from './decode-codes.js'
import { evaluateModel } from './evaluate-model.js'
import { reconstructionError } from './reconstruction-error.js'

const model = createVsc({ dataDim: 1024, latentDim: 5, hiddenDim: 8, pseudoInputCount: 2, likelihood: 'bernoulli' })
const parameters = model.init({ rng: createRng(1) })
const data = smileyDataSet({ count: 23, seed: 1 })
const engine = await createEngine({ name: 'onnx:cpu', threads: 1 })
const evaluate = (batchSize: number, seed = 1) => evaluateModel({ engine, model, parameters, data, batchSize, seed })

describe('evaluateModel', () => {
  it('gives the same whether examples come one by one, in batches that do not divide them, or all at once', async () => {
    const whole = await evaluate(500)
    for (const other of [await evaluate(10), await evaluate(1)]) {
      for (const name of ['codes', 'gammas'] as const) {
        other[name]!.data.forEach((value, k) => {
          expect(value).toBeCloseTo(whole[name]!.data[k]!, 4)
        })
      }
      for (const [name, { mean, count }] of Object.entries(other.terms)) {
        expect(count).toBe(23)
        expect(mean).toBeCloseTo(whole.terms[name]!.mean, 3)
      }
    }
  })

  it('shares the KL term out among latents, and keeps the terms of every example', async () => {
    const { latentKl, terms, exampleTerms } = await evaluate(10)
    expect(latentKl).toHaveLength(5)
    expect(latentKl.reduce((sum, kl) => sum + kl, 0)).toBeCloseTo(terms.kl!.mean, 3)
    for (const [name, { mean }] of Object.entries(terms)) {
      expect(exampleTerms[name]!.reduce((sum, value) => sum + value, 0) / 23).toBeCloseTo(mean, 6)
    }
  })

  it('gives as posterior means what codes are on average', async () => {
    const { posteriorMeans, means, logVars, gammas } = await evaluate(23)
    const seeds = 60
    const sum = new Float64Array(23 * 5)
    for (let seed = 0; seed < seeds; seed++) {
      ;(await evaluate(23, seed)).codes.data.forEach((z, k) => {
        sum[k]! += z
      })
    }
    // squared distances in units of the variance of a mean of 60 codes: 1 on average, give or take sqrt(2 / 115)
    const distance = sum.reduce((total, value, k) => {
      const [mu, gamma] = [means.data[k]!, gammas!.data[k]!]
      const variance = gamma * (Math.exp(logVars.data[k]!) + mu ** 2) - (gamma * mu) ** 2
      return total + ((value / seeds - posteriorMeans.data[k]!) ** 2 * seeds) / variance / sum.length
    }, 0)
    expect(distance).toBeGreaterThan(0.4)
    expect(distance).toBeLessThan(1.6)
  })

  it('draws spikes as often as their probabilities say, codes being 0 elsewhere', async () => {
    const { codes, gammas } = await evaluate(23)
    const on = codes.data.reduce((count, z) => count + (z === 0 ? 0 : 1), 0)
    const [expected, variance] = gammas!.data.reduce(([sum, v], p) => [sum! + p, v! + p * (1 - p)], [0, 0])
    expect(Math.abs(on - expected!)).toBeLessThan(4 * Math.sqrt(variance!) + 1)
  })

  it('draws other noise for another seed', async () => {
    expect((await evaluate(23, 2)).codes.data).not.toEqual((await evaluate(23)).codes.data)
  })

  it('scores codes as decodeCodes decodes them', async () => {
    const { codes, terms } = await evaluate(23)
    const means = await decodeCodes({ engine, model, parameters, codes })
    const logLikelihood = data.images.reduce((sum, x, k) => sum + Math.log(x === 1 ? means[k]! : 1 - means[k]!), 0) / 23
    expect(terms.logLikelihood!.mean).toBeCloseTo(logLikelihood, 2)
  })
})

describe('reconstructionError', () => {
  it('is the root of the mean squared difference from what codes are decoded to', async () => {
    const { codes } = await evaluate(23)
    const error = await reconstructionError({ engine, model, parameters, codes, data })
    const means = await decodeCodes({ engine, model, parameters, codes })
    const squares = data.images.reduce((sum, x, k) => sum + (x - means[k]!) ** 2, 0)
    expect(error ** 2).toBeCloseTo(squares / means.length, 6)
  })
})
