import * as tf from '@tensorflow/tfjs-core'
import {
  batchMeans,
  dimensionKeys,
  elboTerms,
  initParameters,
  klWeightSchedules,
  type LatentModel,
  type ModelFamily,
  type ParameterSpec,
  parseConfig,
  shapesOf,
  type Trunks,
  tensorNamed,
  unitCount,
  weighKl,
  xavierParameter,
} from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import * as z from 'zod'
import { klPairsPerLatent, logDensityPairs } from './gaussian.js'
import { createGaussianVae, gaussianVaeKeys } from './gaussian-vae.js'
import { logSumExp } from './log-sum-exp.js'
import type { VampPriorVaeConfig, VampPriorVaeConfigInput } from './model-config.js'
import { publishedBaseline } from './published.js'

/** A VampPrior VAE's configuration. */
export const vampPriorVaeConfigSchema = z.strictObject({
  ...gaussianVaeKeys,
  pseudoInputCount: unitCount.default(500).describe("K, the prior's pseudo-inputs."),
})

export type { VampPriorVaeConfig, VampPriorVaeConfigInput }

/**
 * A VAE under the VampPrior (Tomczak and Welling, "VAE with a VampPrior", 2018): -log p(x|z) + log q(z|x) - log p(z), where the
 * prior p(z) = (1/K) sum_k q(z|u_k) is the mixture of the posteriors of K learned pseudo-inputs `pseudoInputs` [K, M].
 *
 * The KL divergence to a mixture has no closed form: `kl` is log q(z|x) - log p(z) at the one z that was drawn, and may be
 * negative for an example. Under a mixture latents depend on each other, so no part of it belongs to one latent alone: `latentKl` is
 * sum_k w_k KL(q_j || r_kj) under the weights w that make its sum over latents, plus log K less the entropy of w, the tightest upper
 * bound of this kind (Hershey and Olsen, "Approximating the Kullback Leibler divergence between Gaussian mixture models", 2007).
 *
 * Its objective reports `logLikelihood`, `kl` and `elbo`, which it maximises.
 *
 * @throws CoreError INVALID_CONFIG listing every problem of the configuration, and what {@link createGaussianVae} refuses
 * @example
 * const model = createVampPriorVae({ dataDim: 1024, latentDim: 40, pseudoInputCount: 500 })
 */
export function createVampPriorVae(
  input: VampPriorVaeConfigInput,
  trunks: Trunks = {},
): LatentModel<VampPriorVaeConfig> {
  const config = parseConfig(vampPriorVaeConfigSchema, input, 'VampPrior VAE configuration')
  const { infer, ...vae } = createGaussianVae(config, trunks)
  const own = { pseudoInputs: pseudoInputParameter(config) }

  const prior = (p: TensorMap) => vae.encode(p, tensorNamed(p, 'pseudoInputs'))

  /** log p(z) in nats: [B]. */
  function logPrior(p: TensorMap, z: tf.Tensor2D): tf.Tensor1D {
    return tf.sub(logSumExp<tf.Tensor1D>(logDensityPairs(z, prior(p))), Math.log(config.pseudoInputCount))
  }

  function exampleTerms(p: TensorMap, x: tf.Tensor2D, noise: TensorMap) {
    const { z, logQ, logLikelihood } = infer(p, x, noise)
    return elboTerms(logLikelihood, tf.sub(logQ, logPrior(p, z)))
  }

  return {
    ...vae,
    name: 'vamp-prior-vae',
    schedules: klWeightSchedules(config),
    parameterShapes: { ...vae.parameterShapes, ...shapesOf(own) },
    init: (options) => ({ ...vae.init(options), ...initParameters(own, options) }),
    prior,
    objective(p, x, noise, schedule) {
      const terms = batchMeans(exampleTerms(p, x, noise))
      return { loss: tf.sub(weighKl(terms.kl, config, schedule), terms.logLikelihood), terms }
    },
    evaluate: exampleTerms,
    latentKl(p, x) {
      const pairs = klPairsPerLatent(vae.encode(p, x), prior(p)) // [B, K, J]
      const weights = tf.softmax(tf.neg(tf.sum<tf.Tensor2D>(pairs, 2)))
      return tf.sum<tf.Tensor2D>(tf.mul(tf.expandDims(weights, 2), pairs), 1)
    },
  }
}

/** Pseudo-inputs [K, M] start as different random examples, as in the paper, as far as there are any; the others Xavier-uniform. */
function pseudoInputParameter({ pseudoInputCount, dataDim }: VampPriorVaeConfig): ParameterSpec {
  const xavier = xavierParameter([pseudoInputCount, dataDim])
  return {
    ...xavier,
    init(rng, examples = new Float32Array()) {
      const data = xavier.init(rng)
      const chosen = rng.permutation(Math.floor(examples.length / dataDim)).subarray(0, pseudoInputCount)
      chosen.forEach((row, k) => {
        data.set(examples.subarray(row * dataDim, (row + 1) * dataDim), k * dataDim)
      })
      return data
    },
  }
}

const settingsSchema = vampPriorVaeConfigSchema.omit(dimensionKeys)

/** The VampPrior VAE by its name, `vamp-prior-vae`. */
export const vampPriorVaeFamily: ModelFamily<z.output<typeof settingsSchema>> = {
  name: 'vamp-prior-vae',
  title: 'VampPrior VAE',
  settings: settingsSchema,
  create: (settings, { dataDim, latentDim }) => createVampPriorVae({ ...settings, dataDim, latentDim }),
  shortRun: ({ pseudoInputCount }) => ({ pseudoInputCount }),
  schedules: klWeightSchedules,
  published: publishedBaseline,
}
