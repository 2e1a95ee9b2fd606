import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { expectCentralDifferences } from '../test/gradients.js'
import { sceneOf, tiny } from '../test/scene.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { type BetaVaeConfigInput, createBetaVae } from './beta-vae.js'

beforeAll(useCpuBackend)

const capacityOf = (nats: number) => ({ capacity: tf.scalar(nats) })

describe('createBetaVae', () => {
  it('is the ELBO at beta = 1, and weighs the KL divergence alone', () => {
    const lossAt = (beta: number) => {
      const model = createBetaVae({ ...tiny, beta })
      const { p, x, noise } = sceneOf(model)
      return model.objective(p, x, noise, {})
    }
    const [plain, heavy] = [lossAt(1), lossAt(8)]
    expectClose(plain.loss, tf.neg(plain.terms.elbo!).dataSync(), 1e-6)
    expectClose(tf.sub(heavy.loss, plain.loss), tf.mul(plain.terms.kl!, 7).dataSync(), 1e-5)
  })

  it('in the capacity form charges the distance of the mean KL divergence from C, on either side', () => {
    const model = createBetaVae({ ...tiny, beta: 100, capacity: true })
    const { p, x, noise } = sceneOf(model)
    const { kl, logLikelihood } = model.objective(p, x, noise, capacityOf(0)).terms
    const mean = kl!.dataSync()[0]!
    for (const [C, distance] of [
      [0, mean],
      [mean / 2, mean / 2],
      [mean + 3, 3],
    ] as const) {
      const { loss } = model.objective(p, x, noise, capacityOf(C))
      expectClose(tf.add(loss, logLikelihood!), 100 * distance, 1e-5, `at C = ${C}`)
    }
    expect(model.schedules).toEqual(['capacity'])
    expect(createBetaVae(tiny).schedules).toEqual([])
  })

  it.each<[string, Partial<BetaVaeConfigInput>, number]>([
    ['a KL divergence above C', { capacity: true }, 0],
    ['a KL divergence below C', { capacity: true }, 50],
    ['bounds and a tanh mean', { mean: 'tanh', logVarBounds: [-12, 6] }, 0],
    ['a Bernoulli likelihood', { likelihood: 'bernoulli' }, 0],
  ])('has the gradient that central differences find, with %s', (_, options, C) => {
    const model = createBetaVae({ ...tiny, ...options })
    const { p, x, noise } = sceneOf(model)
    expectCentralDifferences((p) => model.objective(p, x, noise, capacityOf(C)).loss, p)
  })

  it('refuses what is no configuration, all problems at once', () => {
    expect(() => createBetaVae({ dataDim: 0, latentDim: 2, beta: -1, gamma: 3 } as never)).toThrow(
      /dataDim: .*\n.*beta: .*\n.*gamma: there is no such key/,
    )
  })

  it('gives a configuration that is valid as input', () => {
    const { config } = createBetaVae(tiny)
    expect(createBetaVae(config).config).toEqual(config)
  })
})
