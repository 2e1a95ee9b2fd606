import * as tf from '@tensorflow/tfjs-core'
import {
  createLikelihood,
  createNetworks,
  initParameters,
  type LatentModel,
  type ModelConfig,
  modelKeys,
  recordTrunks,
  shapesOf,
  type Trunks,
  tensorNamed,
} from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import { type Gaussian, klPerLatent, logDensityOfSample, sampleGaussian } from './gaussian.js'

/** The configuration keys that every model with a Gaussian posterior has, to be spread into its schema: those of every model. */
export const gaussianVaeKeys = modelKeys

/** The configuration of a model with a Gaussian posterior: the keys that every model has. */
export type GaussianVaeConfig = ModelConfig

/** What one pass through the encoder and the decoder gives an objective to work with. */
export interface Inference {
  /** q(z|x) */
  readonly q: Gaussian
  /** One draw from it, [B, J]. */
  readonly z: tf.Tensor2D
  /** log q(z|x) of that draw, in nats: [B]. */
  readonly logQ: tf.Tensor1D
  /** log p(x|z) in nats: [B]. */
  readonly logLikelihood: tf.Tensor1D
}

/** A latent-variable model whose posterior is Gaussian, except for its name and its objective. */
export interface GaussianVae<Config>
  extends Pick<
    LatentModel<Config>,
    | 'config'
    | 'dataDim'
    | 'latentDim'
    | 'noise'
    | 'parameterShapes'
    | 'init'
    | 'prior'
    | 'sample'
    | 'decode'
    | 'latentKl'
  > {
  /** q(z|x) for x [B, M], each of its parameters [B, J]. */
  encode(p: TensorMap, x: tf.Tensor2D): Gaussian
  /** Encodes x [B, M], samples and decodes; noise is `eps` [B, J]. */
  infer(p: TensorMap, x: tf.Tensor2D, noise: TensorMap): Inference
}

/**
 * Everything that the models of this package have in common: VSC's networks less the spike head, q(z|x) = N(mu, s^2) sampled
 * as mu + s eps (Kingma and Welling, "Auto-encoding variational Bayes", 2014), and the likelihood. Its `config` is the one that is
 * given, with the trunks written down that are.
 *
 * @throws CoreError INVALID_TRUNK where a trunk does not fit; MISSING_TRUNK or OTHER_TRUNK where the configuration records another
 *   than is given
 * @example
 * const vae = createGaussianVae(betaVaeConfigSchema.parse({ dataDim: 1024, latentDim: 40 }))
 */
export function createGaussianVae<Config extends GaussianVaeConfig>(
  settings: Config,
  trunks: Trunks = {},
): GaussianVae<Config> {
  const config = recordTrunks(settings, trunks)
  const { dataDim, latentDim, logVarBounds } = config
  const likelihood = createLikelihood(config)
  const { encoder, decoder } = createNetworks(config, { posterior: 2, likelihood: likelihood.heads }, trunks)
  const parameters = { ...encoder.parameters, ...decoder.parameters }

  function encode(p: TensorMap, x: tf.Tensor2D): Gaussian {
    const [mu, logVar] = tf.split(encoder.apply(p, x), 2, 1) as [tf.Tensor2D, tf.Tensor2D]
    return { mu, logVar: logVarBounds === null ? logVar : tf.clipByValue(logVar, ...logVarBounds) }
  }

  return {
    config,
    dataDim,
    latentDim,
    noise: { eps: { distribution: 'normal', shape: [latentDim] } },
    parameterShapes: shapesOf(parameters),
    init: (options) => initParameters(parameters, options),
    encode,
    prior: () => ({ mu: tf.zeros([1, latentDim]), logVar: tf.zeros([1, latentDim]) }),
    sample: (posterior, noise) =>
      sampleGaussian(
        { mu: tensorNamed(posterior, 'mu'), logVar: tensorNamed(posterior, 'logVar') },
        tensorNamed(noise, 'eps'),
      ),
    decode: (p, z) => likelihood.parameters(decoder.apply(p, z)),
    latentKl: (p, x) => klPerLatent(encode(p, x)),
    infer(p, x, noise) {
      const eps = tensorNamed(noise, 'eps')
      const q = encode(p, x)
      const z = sampleGaussian(q, eps)
      const logLikelihood = likelihood.logProb(decoder.apply(p, z), x)
      return { q, z, logQ: logDensityOfSample(q, eps), logLikelihood }
    },
  }
}
