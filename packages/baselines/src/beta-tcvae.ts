import * as tf from '@tensorflow/tfjs-core'
import {
  batchMeans,
  dimensionKeys,
  elboTerms,
  klWeightSchedules,
  type LatentModel,
  type ModelFamily,
  parseConfig,
  type Trunks,
  termWeight,
  weighKl,
} from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import * as z from 'zod'
import { aggregatePosterior } from './aggregate-posterior.js'
import { klToStandardNormal, logStandardNormal } from './gaussian.js'
import { createGaussianVae, gaussianVaeKeys } from './gaussian-vae.js'
import type { BetaTcVaeConfig, BetaTcVaeConfigInput } from './model-config.js'
import { publishedBaseline } from './published.js'

/** A beta-TCVAE's configuration. */
export const betaTcVaeConfigSchema = z.strictObject({
  ...gaussianVaeKeys,
  alpha: termWeight.default(1).describe('The weight of the mutual information of x and z.'),
  beta: termWeight.default(6).describe('The weight of the total correlation.'),
  gamma: termWeight.default(1).describe('The weight of the dimension-wise KL divergence.'),
  datasetSize: z
    .number()
    .int()
    .min(1)
    .describe('N, the number of examples in the training set; by default as many as there are.'),
  estimator: z
    .enum(['mws', 'mss'])
    .default('mws')
    .describe(
      "How log q(z) is estimated from a batch: minibatch-weighted, as in the paper's main text, or minibatch-stratified.",
    ),
})

export type { BetaTcVaeConfig, BetaTcVaeConfigInput }

/**
 * The beta-TCVAE (Chen et al., "Isolating sources of disentanglement in variational autoencoders", 2018): it minimises
 * -log p(x|z) + alpha MI + beta TC + gamma DW, where, all from the same draw z of q(z|x),
 *
 *     MI = log q(z|x) - log q(z)              `mutualInformation`
 *     TC = log q(z) - sum_j log q(z_j)        `totalCorrelation`
 *     DW = sum_j log q(z_j) - log p(z_j)      `dimensionWiseKl`
 *
 * Their sum is a one-sample estimate of the KL divergence; `kl`, and with it `elbo`, is the closed form. Since q(z) is estimated
 * from the batch, the three terms belong to a batch and its size, even in `evaluate`.
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration, and what {@link createGaussianVae} refuses;
 *   BaselinesError INVALID_BATCH_SIZE, from its
 *   functions, where the estimator `mss` has less than 2 or more than `datasetSize` examples in a batch
 * @example
 * const model = createBetaTcVae({ dataDim: 1024, latentDim: 40, datasetSize: 60_000, beta: 6 })
 */
export function createBetaTcVae(input: BetaTcVaeConfigInput, trunks: Trunks = {}): LatentModel<BetaTcVaeConfig> {
  const config = parseConfig(betaTcVaeConfigSchema, input, 'beta-TCVAE configuration')
  const { infer, ...vae } = createGaussianVae(config, trunks)

  function exampleTerms(p: TensorMap, x: tf.Tensor2D, noise: TensorMap) {
    const { q, z, logQ, logLikelihood } = infer(p, x, noise)
    const { logQz, logQzProduct } = aggregatePosterior(z, q, config)
    return {
      ...elboTerms(logLikelihood, klToStandardNormal(q)),
      mutualInformation: tf.sub<tf.Tensor1D>(logQ, logQz),
      totalCorrelation: tf.sub<tf.Tensor1D>(logQz, logQzProduct),
      dimensionWiseKl: tf.sub<tf.Tensor1D>(logQzProduct, logStandardNormal(z)),
    }
  }

  return {
    ...vae,
    name: 'beta-tcvae',
    schedules: klWeightSchedules(config),
    objective(p, x, noise, schedule) {
      const terms = batchMeans(exampleTerms(p, x, noise))
      const penalty = tf.addN([
        tf.mul(terms.mutualInformation, config.alpha),
        tf.mul(terms.totalCorrelation, config.beta),
        tf.mul(terms.dimensionWiseKl, config.gamma),
      ])
      return { loss: tf.sub(weighKl(penalty as tf.Scalar, config, schedule), terms.logLikelihood), terms }
    },
    evaluate: exampleTerms,
  }
}

const settingsSchema = betaTcVaeConfigSchema.omit(dimensionKeys).partial({ datasetSize: true })

/** The beta-TCVAE; its `datasetSize` is that of the training set where settings do not say another, by its name, `beta-tcvae`. */
export const betaTcVaeFamily: ModelFamily<z.output<typeof settingsSchema>> = {
  name: 'beta-tcvae',
  title: 'beta-TCVAE',
  settings: settingsSchema,
  create: (settings, { exampleCount, dataDim, latentDim }) =>
    createBetaTcVae({ ...settings, datasetSize: settings.datasetSize ?? exampleCount, dataDim, latentDim }),
  schedules: klWeightSchedules,
  published: publishedBaseline,
}
