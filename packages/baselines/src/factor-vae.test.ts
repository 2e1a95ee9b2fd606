import * as tf from '@tensorflow/tfjs'
import { initParameters } from '@vsc/core'
import type { TensorMap } from '@vsc/engine'
import { createRng } from '@vsc/random'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectClose } from '../test/expect-close.js'
import { expectCentralDifferences, gradientsOf } from '../test/gradients.js'
import { sceneOf, tiny } from '../test/scene.js'
import { toTensors } from '../test/to-tensors.js'
import { useCpuBackend } from '../test/use-cpu-backend.js'
import { createBetaVae } from './beta-vae.js'
import { createDiscriminator } from './discriminator.js'
import { createFactorVae } from './factor-vae.js'
import { createGaussianVae } from './gaussian-vae.js'

beforeAll(useCpuBackend)

const shape = { discriminatorHiddenDim: 7, discriminatorLayerCount: 2 }
const model = createFactorVae({ ...tiny, ...shape, gamma: 5 })
const discriminator = createDiscriminator({ latentDim: tiny.latentDim, hiddenDim: 7, layerCount: 2 })
const ofDiscriminator = (name: string) => name.startsWith('discriminator/')

/** The parameters of one player, and its loss with those of the other held fixed. */
function player(p: TensorMap, mine: (name: string) => boolean, loss: (p: TensorMap) => tf.Scalar) {
  const own = Object.fromEntries(Object.entries(p).filter(([name]) => mine(name)))
  return { own, loss: (own: TensorMap) => loss({ ...p, ...own }) }
}

describe('createFactorVae', () => {
  it('gives the VAE the gradient of its own loss alone, and the discriminator that of its own', () => {
    const { p, x, noise } = sceneOf(model)
    const { infer } = createGaussianVae(model.config)
    const found = gradientsOf((p) => model.objective(p, x, noise, {}).loss, p)

    const vae = player(
      p,
      (name) => !ofDiscriminator(name),
      (p) => {
        const plain = createBetaVae({ ...tiny, beta: 1 }).objective(p, x, noise, {}).loss
        return tf.add(plain, tf.mul(5, tf.mean(discriminator.logits(p, infer(p, x, noise).z))))
      },
    )
    const z = infer(p, x, noise).z.arraySync()
    const [B, J] = [z.length, tiny.latentDim]
    // J - 1 rows up for the first column, one less for each after
    const mixed = z.map((row, i) => row.map((_, j) => z[(i + J - 1 - j) % B]![j]!))
    const judge = player(p, ofDiscriminator, (p) => {
      const probability = (rows: number[][]) => tf.sigmoid(discriminator.logits(p, tf.tensor2d(rows)))
      const crossEntropy = tf.add(tf.log(probability(z)), tf.log(tf.sub(1, probability(mixed))))
      return tf.mul(-0.5, tf.mean(crossEntropy))
    })
    for (const { own, loss } of [vae, judge]) {
      for (const [name, gradient] of Object.entries(gradientsOf(loss, own))) {
        expectClose(found[name]!, gradient.dataSync(), 1e-6, name)
        expect(tf.sum(tf.abs(gradient)).dataSync()[0], name).toBeGreaterThan(0)
      }
    }
    const { loss } = model.objective(p, x, noise, {})
    expectClose(loss, tf.add(vae.loss(vae.own), judge.loss(judge.own)).dataSync(), 1e-6, 'loss')
  })

  it('has separate gradients that central differences find', () => {
    const { p, x, noise } = sceneOf(model)
    const terms = (p: TensorMap) => model.objective(p, x, noise, {}).terms
    const judge = player(p, ofDiscriminator, (p) => terms(p).discriminatorLoss!)
    expectCentralDifferences(judge.loss, judge.own, { step: 2e-4 }) // this loss is below 1, so its rounding is finer
    const vae = player(
      p,
      (name) => !ofDiscriminator(name),
      (p) => tf.sub(tf.mul(terms(p).totalCorrelation!, 5), terms(p).elbo!),
    )
    expectCentralDifferences(vae.loss, vae.own)
  })

  it('starts near log 2, where the discriminator cannot tell', () => {
    const { p, x, noise } = sceneOf(model, { batch: 50 })
    expect(model.objective(p, x, noise, {}).terms.discriminatorLoss!.dataSync()[0]).toBeCloseTo(Math.log(2), 0)
  })

  it('refuses a batch of less than J examples', () => {
    const { p, x, noise } = sceneOf(model, { batch: 2 })
    expect(() => model.objective(p, x, noise, {})).toThrow('at least J = 3 examples, got 2')
  })
})

describe('the discriminator', () => {
  it('learns the log density ratio: the total correlation of two correlated Gaussians', () => {
    // z_1, z_2 standard normal with correlation rho have the total correlation -1/2 log(1 - rho^2)
    const rho = 0.8
    const judge = createDiscriminator({ latentDim: 2, hiddenDim: 16, layerCount: 2 })
    const initial = toTensors(initParameters(judge.parameters, { rng: createRng(1) }))
    const p = Object.fromEntries(Object.entries(initial).map(([name, value]) => [name, tf.variable(value)]))
    const adam = tf.train.adam(1e-2)
    const draw = (step: number, correlation: number) => {
      const rng = createRng(2).fork('draw', step, `${correlation}`)
      const rows = Array.from({ length: 100 }, () => {
        const first = rng.normal()
        return [first, correlation * first + Math.sqrt(1 - correlation ** 2) * rng.normal()]
      })
      return tf.tensor2d(rows)
    }
    for (let step = 0; step < 200; step++) {
      const loss = () => {
        const joint = tf.mean(tf.softplus(tf.neg(judge.logits(p, draw(step, rho)))))
        const factorised = tf.mean(tf.softplus(judge.logits(p, draw(step, 0))))
        return tf.add(joint, factorised) as tf.Scalar
      }
      tf.tidy(() => {
        adam.minimize(loss)
      })
    }
    const estimates = Array.from({ length: 20 }, (_, n) => 1000 + n).map(
      (step) => tf.mean(judge.logits(p, draw(step, rho))).dataSync()[0]!,
    )
    const mean = estimates.reduce((a, b) => a + b) / estimates.length
    expect(Math.abs(mean - -0.5 * Math.log(1 - rho ** 2))).toBeLessThan(0.15)
  })
})
