import * as tf from '@tensorflow/tfjs'
import type { LatentModel } from '@vsc/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createBetaTcVae } from '../src/beta-tcvae.js'
import { createBetaVae } from '../src/beta-vae.js'
import { createDipVae } from '../src/dip-vae.js'
import { createFactorVae } from '../src/factor-vae.js'
import { createVampPriorVae } from '../src/vamp-prior-vae.js'
import { sceneOf, tiny } from './scene.js'
import { useCpuBackend } from './use-cpu-backend.js'

beforeAll(useCpuBackend)

const models: readonly [string, (klWarmUp: boolean) => LatentModel][] = [
  ['beta-vae', (klWarmUp) => createBetaVae({ ...tiny, klWarmUp, beta: 4 })],
  ['beta-vae with capacity', (klWarmUp) => createBetaVae({ ...tiny, klWarmUp, beta: 10, capacity: true })],
  ['beta-tcvae', (klWarmUp) => createBetaTcVae({ ...tiny, klWarmUp, datasetSize: 100 })],
  ['factor-vae', (klWarmUp) => createFactorVae({ ...tiny, klWarmUp, discriminatorHiddenDim: 4 })],
  ['dip-vae', (klWarmUp) => createDipVae({ ...tiny, klWarmUp })],
  ['vamp-prior-vae', (klWarmUp) => createVampPriorVae({ ...tiny, klWarmUp, pseudoInputCount: 3 })],
]

describe.each(models)('the KL warm-up of %s', (_, create) => {
  /** The loss at a weight, and what of it is never weighed: -log p(x|z), and FactorVAE's other player. */
  function at(klWeight: number) {
    const model = create(true)
    const { p, x, noise } = sceneOf(model)
    const schedule = { klWeight: tf.scalar(klWeight), capacity: tf.scalar(2) }
    const { loss, terms } = model.objective(p, x, noise, schedule)
    const value = (term: tf.Tensor | undefined) => term?.dataSync()[0] ?? 0
    return { loss: value(loss), unweighed: value(terms.discriminatorLoss) - value(terms.logLikelihood) }
  }

  it('leaves the likelihood alone at 0, and is the model without it at 1', () => {
    const none = at(0)
    expect(none.loss).toBeCloseTo(none.unweighed, 4)
    const plain = create(false)
    const { p, x, noise } = sceneOf(plain)
    const { loss } = plain.objective(p, x, noise, { capacity: tf.scalar(2) })
    expect(at(1).loss).toBeCloseTo(loss.dataSync()[0]!, 4)
  })

  it('weighs what is added to the likelihood, in proportion', () => {
    const [none, half, full] = [at(0), at(0.5), at(1)]
    expect(half.loss).toBeCloseTo((none.loss + full.loss) / 2, 3)
    expect(Math.abs(full.loss - none.loss)).toBeGreaterThan(1e-3)
  })

  it('asks for its schedule, and only where it is on', () => {
    expect(create(true).schedules).toContain('klWeight')
    expect(create(false).schedules).not.toContain('klWeight')
  })
})
