import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { expectCentralDifferences } from '../test/gradients.js'
import { sceneOf, tiny } from '../test/scene.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createBetaTcVae } from './beta-tcvae.js'
import { logStandardNormal } from './gaussian.js'
import { createGaussianVae } from './gaussian-vae.js'

beforeAll(useCpuBackend)

// The terms, the loss and the gradients stand against the independent program in test/reference.test.ts.

describe('createBetaTcVae', () => {
  it.each(['mws', 'mss'] as const)('splits log q(z|x) - log p(z) in three, without remainder: %s', (estimator) => {
    const model = createBetaTcVae({ ...tiny, datasetSize: 50, estimator })
    const { p, x, noise } = sceneOf(model)
    const { mutualInformation, totalCorrelation, dimensionWiseKl } = model.evaluate(p, x, noise)
    const { logQ, z } = createGaussianVae(createBetaTcVae({ ...tiny, datasetSize: 50 }).config).infer(p, x, noise)
    const whole = tf.sub(logQ, logStandardNormal(z)).dataSync()
    expectClose(tf.addN([mutualInformation!, totalCorrelation!, dimensionWiseKl!]), whole, 1e-5)
  })

  it.each(['alpha', 'beta', 'gamma'] as const)('weighs by %s its own term alone', (key) => {
    const term = { alpha: 'mutualInformation', beta: 'totalCorrelation', gamma: 'dimensionWiseKl' }[key]
    const at = (weight: number) => {
      const model = createBetaTcVae({ ...tiny, datasetSize: 50, [key]: weight })
      const { p, x, noise } = sceneOf(model)
      return model.objective(p, x, noise, {})
    }
    const [none, three] = [at(0), at(3)]
    expectClose(tf.sub(three.loss, none.loss), tf.mul(none.terms[term]!, 3).dataSync(), 1e-5)
  })

  it.each(['mws', 'mss'] as const)('has the gradient that central differences find: %s', (estimator) => {
    const model = createBetaTcVae({ ...tiny, datasetSize: 50, estimator, alpha: 0.5, gamma: 2, mean: 'sigmoid' })
    const { p, x, noise } = sceneOf(model)
    expectCentralDifferences((p) => model.objective(p, x, noise, {}).loss, p)
  })

  it('refuses a batch that the stratified estimator has no weights for', () => {
    const model = createBetaTcVae({ ...tiny, datasetSize: 4, estimator: 'mss' })
    const { p, x, noise } = sceneOf(model, { batch: 5 })
    expect(() => model.objective(p, x, noise, {})).toThrow('2 to datasetSize = 4 examples, got 5')
  })
})
