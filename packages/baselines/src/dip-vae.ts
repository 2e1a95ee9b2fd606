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
import { type Gaussian, klToStandardNormal } from './gaussian.js'
import { createGaussianVae, gaussianVaeKeys, type Inference } from './gaussian-vae.js'
import type { DipVaeConfig, DipVaeConfigInput } from './model-config.js'
import { publishedBaseline } from './published.js'

/** A DIP-VAE's configuration: checks it, refuses unknown keys, and fills in the defaults, the form's among them. */
export const dipVaeConfigSchema = z
  .strictObject({
    ...gaussianVaeKeys,
    form: z
      .enum(['i', 'ii'])
      .default('ii')
      .describe('Which covariance is to be the identity: of the means mu(x) in `i`, of z in `ii`.'),
    lambdaOffDiagonal: termWeight.default(10).describe('The weight of the squared covariances.'),
    lambdaDiagonal: termWeight
      .optional()
      .describe(
        'The weight of the squared differences of the variances from 1. 10 lambdaOffDiagonal in `i`, lambdaOffDiagonal in `ii`, as Locatello et al. 2019 chose.',
      ),
  })
  .transform((given) => ({
    ...given,
    lambdaDiagonal: given.lambdaDiagonal ?? given.lambdaOffDiagonal * (given.form === 'i' ? 10 : 1),
  }))

export type { DipVaeConfig, DipVaeConfigInput }

/**
 * DIP-VAE I and II (Kumar, Sattigeri and Balakrishnan, "Variational inference of disentangled latent concepts from unlabeled
 * observations", 2018): -log p(x|z) + KL(q(z|x) || N(0, I)) + lambdaOffDiagonal sum_{j != k} C_jk^2 +
 * lambdaDiagonal sum_j (C_jj - 1)^2, where C [J, J] is the covariance over the batch of mu(x) in I, and of z ~ q(z|x) in II:
 * that of mu(x) plus the mean of s^2(x) on the diagonal.
 *
 * Its objective reports `logLikelihood`, `kl`, `elbo`, and the two sums as `offDiagonalPenalty` and `diagonalPenalty`. These
 * belong to a batch and to no example, so `evaluate` has the other three alone.
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration, and what {@link createGaussianVae} refuses
 * @example
 * const model = createDipVae({ dataDim: 1024, latentDim: 40, form: 'i', lambdaOffDiagonal: 10 })
 */
export function createDipVae(input: DipVaeConfigInput, trunks: Trunks = {}): LatentModel<DipVaeConfig> {
  const config = parseConfig(dipVaeConfigSchema, input, 'DIP-VAE configuration')
  const { infer, ...vae } = createGaussianVae(config, trunks)
  const ofExamples = ({ q, logLikelihood }: Inference) => elboTerms(logLikelihood, klToStandardNormal(q))

  return {
    ...vae,
    name: 'dip-vae',
    schedules: klWeightSchedules(config),
    objective(p, x, noise, schedule) {
      const inference = infer(p, x, noise)
      const terms = { ...batchMeans(ofExamples(inference)), ...covariancePenalties(inference.q, config.form) }
      const penalty = tf.add<tf.Scalar>(
        tf.mul(terms.offDiagonalPenalty, config.lambdaOffDiagonal),
        tf.mul(terms.diagonalPenalty, config.lambdaDiagonal),
      )
      const regulariser = weighKl(tf.add(terms.kl, penalty), config, schedule)
      return { loss: tf.sub(regulariser, terms.logLikelihood), terms }
    },
    evaluate: (p: TensorMap, x, noise) => ofExamples(infer(p, x, noise)),
  }
}

function covariancePenalties({ mu, logVar }: Gaussian, form: DipVaeConfig['form']) {
  const [batch, latentDim] = mu.shape
  const centred = tf.sub<tf.Tensor2D>(mu, tf.mean(mu, 0))
  const covariance = tf.div<tf.Tensor2D>(tf.matMul(centred, centred, true), batch)
  const ofMeans = tf.mean<tf.Tensor1D>(tf.square(centred), 0) // the diagonal of the covariance
  const variances = form === 'i' ? ofMeans : tf.add<tf.Tensor1D>(ofMeans, tf.mean(tf.exp(logVar), 0))
  const offDiagonal = tf.mul(covariance, tf.sub(1, tf.eye(latentDim)))
  return {
    offDiagonalPenalty: tf.sum<tf.Scalar>(tf.square(offDiagonal)),
    diagonalPenalty: tf.sum<tf.Scalar>(tf.square(tf.sub(variances, 1))),
  }
}

const settingsSchema = dipVaeConfigSchema.in.omit(dimensionKeys)

/** DIP-VAE by its name, `dip-vae`. */
export const dipVaeFamily: ModelFamily<z.output<typeof settingsSchema>> = {
  name: 'dip-vae',
  title: 'DIP-VAE',
  settings: settingsSchema,
  create: (settings, { dataDim, latentDim }) => createDipVae({ ...settings, dataDim, latentDim }),
  schedules: klWeightSchedules,
  published: publishedBaseline,
}
