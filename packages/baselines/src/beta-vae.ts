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
  tensorNamed,
  termWeight,
  weighKl,
} from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import * as z from 'zod'
import { klToStandardNormal } from './gaussian.js'
import { createGaussianVae, gaussianVaeKeys } from './gaussian-vae.js'
import type { BetaVaeConfig, BetaVaeConfigInput } from './model-config.js'
import { publishedBaseline } from './published.js'

/** A beta-VAE's configuration. */
export const betaVaeConfigSchema = z.strictObject({
  ...gaussianVaeKeys,
  beta: termWeight
    .default(4)
    .describe(
      'The weight of the KL term, in nats per example as every term is: 1 makes a plain VAE. In the capacity form the gamma of its paper.',
    ),
  capacity: z
    .boolean()
    .default(false)
    .describe('Whether the KL divergence is held at the schedule `capacity` in place of being made small.'),
})

export type { BetaVaeConfig, BetaVaeConfigInput }

/**
 * The beta-VAE (Higgins et al., "beta-VAE: learning basic visual concepts with a constrained variational framework", 2017):
 * it minimises -log p(x|z) + beta KL(q(z|x) || N(0, I)).
 *
 * With `capacity` (Burgess et al., "Understanding disentangling in beta-VAE", 2018): -log p(x|z) + beta |KL - C|, KL the mean
 * over the batch and C the schedule `capacity` in nats. The authors raise C from 0 to 25 over 100,000 iterations, at beta = 1000.
 *
 * Its objective reports `logLikelihood`, `kl` and `elbo`.
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration, and what {@link createGaussianVae} refuses
 * @example
 * const model = createBetaVae({ dataDim: 1024, latentDim: 40, beta: 8 })
 */
export function createBetaVae(input: BetaVaeConfigInput, trunks: Trunks = {}): LatentModel<BetaVaeConfig> {
  const config = parseConfig(betaVaeConfigSchema, input, 'beta-VAE configuration')
  const { infer, ...vae } = createGaussianVae(config, trunks)

  function exampleTerms(p: TensorMap, x: tf.Tensor2D, noise: TensorMap) {
    const { q, logLikelihood } = infer(p, x, noise)
    return elboTerms(logLikelihood, klToStandardNormal(q))
  }

  return {
    ...vae,
    name: 'beta-vae',
    schedules: schedulesOf(config),
    objective(p, x, noise, schedule) {
      const terms = batchMeans(exampleTerms(p, x, noise))
      const excess = config.capacity ? tf.abs(tf.sub(terms.kl, tensorNamed<tf.Scalar>(schedule, 'capacity'))) : terms.kl
      const regulariser = weighKl(tf.mul(excess, config.beta), config, schedule)
      return { loss: tf.sub(regulariser, terms.logLikelihood), terms }
    },
    evaluate: exampleTerms,
  }
}

const schedulesOf = (config: Pick<BetaVaeConfig, 'capacity' | 'klWarmUp'>): readonly string[] => [
  ...(config.capacity ? ['capacity'] : []),
  ...klWeightSchedules(config),
]

const settingsSchema = betaVaeConfigSchema.omit(dimensionKeys)

/** The beta-VAE by its name, `beta-vae`. */
export const betaVaeFamily: ModelFamily<z.output<typeof settingsSchema>> = {
  name: 'beta-vae',
  title: 'beta-VAE',
  settings: settingsSchema,
  create: (settings, { dataDim, latentDim }) => createBetaVae({ ...settings, dataDim, latentDim }),
  schedules: schedulesOf,
  published: publishedBaseline,
}
