import * as tf from '@tensorflow/tfjs-core'
import {
  batchMeans,
  dimensionKeys,
  elboTerms,
  initParameters,
  klWeightSchedules,
  type LatentModel,
  type ModelFamily,
  parseConfig,
  shapesOf,
  type Trunks,
  termWeight,
  unitCount,
  weighKl,
} from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import * as z from 'zod'
import { createDiscriminator, withFrozenDiscriminator } from './discriminator.js'
import { klToStandardNormal } from './gaussian.js'
import { createGaussianVae, gaussianVaeKeys } from './gaussian-vae.js'
import type { FactorVaeConfig, FactorVaeConfigInput } from './model-config.js'
import { publishedBaseline } from './published.js'
import { shiftColumns } from './shift-columns.js'
import { stopGradient } from './stop-gradient.js'

/** A FactorVAE's configuration. */
export const factorVaeConfigSchema = z.strictObject({
  ...gaussianVaeKeys,
  gamma: termWeight.default(35).describe('The weight of the total correlation.'),
  discriminatorHiddenDim: unitCount.default(1000).describe('Units of each hidden layer of the discriminator.'),
  discriminatorLayerCount: z.number().int().min(1).max(100).default(6).describe('Hidden layers of the discriminator.'),
})

export type { FactorVaeConfig, FactorVaeConfigInput }

/**
 * FactorVAE (Kim and Mnih, "Disentangling by factorising", 2018): -log p(x|z) + KL(q(z|x) || N(0, I)) + gamma TC, the total
 * correlation TC = log D(z) / (1 - D(z)) estimated by a discriminator D that learns to tell z from a sample of the product of
 * its marginals (each column of the batch shifted by its own number of rows), by cross-entropy.
 *
 * Both players are in one loss, the sum of theirs, whose gradient is right for each: the total correlation passes none to the
 * discriminator's parameters (`discriminator/...`), the cross-entropy none to z. Two things differ from the paper: one Adam
 * moves both, with one step size (the paper gives the discriminator its own, with beta1 = 0.5 and beta2 = 0.9), and both use
 * one batch. Clipping by the global norm, where training does it, sees both gradients as one.
 *
 * Its objective reports `logLikelihood`, `kl`, `elbo`, `totalCorrelation` and `discriminatorLoss` (log 2 where D cannot tell).
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration, and what {@link createGaussianVae} refuses; BaselinesError INVALID_BATCH_SIZE, from
 *   `objective` and `evaluate`, where a batch has less than J examples
 * @example
 * const model = createFactorVae({ dataDim: 1024, latentDim: 10, gamma: 35 })
 */
export function createFactorVae(input: FactorVaeConfigInput, trunks: Trunks = {}): LatentModel<FactorVaeConfig> {
  const config = parseConfig(factorVaeConfigSchema, input, 'FactorVAE configuration')
  const { infer, ...vae } = createGaussianVae(config, trunks)
  const discriminator = createDiscriminator({
    latentDim: config.latentDim,
    hiddenDim: config.discriminatorHiddenDim,
    layerCount: config.discriminatorLayerCount,
  })

  /** The cross-entropy of D [B], half of it from z and half from its shifted columns; only D is to learn from it. */
  function discriminatorLoss(p: TensorMap, z: tf.Tensor2D): tf.Tensor1D {
    const given = stopGradient(z)
    const joint = discriminator.logits(p, given)
    const factorised = discriminator.logits(p, shiftColumns(given))
    return tf.mul(tf.add(tf.softplus(tf.neg(joint)), tf.softplus(factorised)), 0.5)
  }

  function exampleTerms(p: TensorMap, x: tf.Tensor2D, noise: TensorMap) {
    const { q, z, logLikelihood } = infer(p, x, noise)
    return {
      ...elboTerms(logLikelihood, klToStandardNormal(q)),
      totalCorrelation: discriminator.logits(withFrozenDiscriminator(p), z),
      discriminatorLoss: discriminatorLoss(p, z),
    }
  }

  return {
    ...vae,
    name: 'factor-vae',
    schedules: klWeightSchedules(config),
    parameterShapes: { ...vae.parameterShapes, ...shapesOf(discriminator.parameters) },
    init: (options) => ({ ...vae.init(options), ...initParameters(discriminator.parameters, options) }),
    objective(p, x, noise, schedule) {
      const terms = batchMeans(exampleTerms(p, x, noise))
      const regulariser = tf.add<tf.Scalar>(terms.kl, tf.mul(terms.totalCorrelation, config.gamma))
      const vaeLoss = tf.sub(weighKl(regulariser, config, schedule), terms.logLikelihood)
      return { loss: tf.add(vaeLoss, terms.discriminatorLoss), terms }
    },
    evaluate: exampleTerms,
  }
}

const settingsSchema = factorVaeConfigSchema.omit(dimensionKeys)

/** FactorVAE by its name, `factor-vae`. */
export const factorVaeFamily: ModelFamily<z.output<typeof settingsSchema>> = {
  name: 'factor-vae',
  title: 'FactorVAE',
  settings: settingsSchema,
  create: (settings, { dataDim, latentDim }) => createFactorVae({ ...settings, dataDim, latentDim }),
  shortRun: ({ hiddenDim }) => ({ discriminatorHiddenDim: hiddenDim }),
  schedules: klWeightSchedules,
  published: publishedBaseline,
}
