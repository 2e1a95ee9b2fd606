import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { NamedTensors, TensorMap } from '@vsc/tensors'
import type { ModelInit, Shapes } from './parameters.js'

/** A random tensor that one step needs: for every example of a batch, `shape` numbers of this distribution. */
export interface NoiseSpec {
  readonly distribution: 'normal' | 'uniform'
  /** Shape for one example; the batch dimension goes in front: `[J]` here is [B, J] in the step. */
  readonly shape: readonly number[]
}

/** The scalars that change over training, such as lambda and the slope c, at one iteration. */
export type ScheduleValues = Readonly<Record<string, Scalar>>

/**
 * What is minimised, in nats per example, and what it is made of. Every term is a scalar, a mean over the batch. (A type and
 * no interface, so that tf.tidy takes it.)
 */
export type Objective = {
  readonly loss: Scalar
  readonly terms: Readonly<Record<string, Scalar>>
}

/**
 * A latent-variable model as data and pure functions in TensorFlow.js ops: no reads, no randomness, no state. The
 * parameters, the batch, the noise and the schedule's values all come in from outside, so a run is reproducible from its
 * seed, and the loss can be traced, tested with the numbers fixed, and run on any engine.
 *
 * Dimensions: B batch, M observed, J latent.
 */
export interface LatentModel<Config = unknown> {
  /** `vsc`, `beta-vae`, ... */
  readonly name: string
  readonly config: Config
  /** M */
  readonly dataDim: number
  /** J */
  readonly latentDim: number
  /** The random tensors a training step needs (`eps`, `eta`), by name. `sample` and `evaluate` need the same ones. */
  readonly noise: Readonly<Record<string, NoiseSpec>>
  /** The names of the scalars that `objective` wants from the schedule, such as `lambda` and `slope`. */
  readonly schedules: readonly string[]
  /** The names and shapes of what `init` gives, in its order, for which no number is drawn. */
  readonly parameterShapes: Shapes
  /** New parameters, the same for the same seed of the stream, whatever it has drawn. */
  init(options: ModelInit): NamedTensors<Float32Array>
  /** The training objective on a batch x [B, M]. */
  objective(p: TensorMap, x: Tensor2D, noise: TensorMap, schedule: ScheduleValues): Objective
  /** The recognition model: parameters of q(z|x), each [B, J] (`mu`, `logVar`, and `logGamma` where there are spikes). */
  encode(p: TensorMap, x: Tensor2D): TensorMap
  /** Draws z [B, J] from a posterior given by `encode`, as in evaluation: spikes are hard. */
  sample(posterior: TensorMap, noise: TensorMap): Tensor2D
  /**
   * The prior p(z): the even mixture of K distributions in the parameters that `encode` gives, each [K, J]; N(0, I) is a
   * mixture of one. Where the prior is chosen by x, as VSC's is, the mixture is what codes are drawn from without an x.
   */
  prior(p: TensorMap): TensorMap
  /**
   * log p(z) - log q(z|x) in nats at codes z [B, J] of the posteriors that `encode` gives: [B]. Only where `mu` and `logVar` are of
   * another distribution than a Gaussian or a spike and slab, which the importance-weighted bound takes them to be otherwise.
   */
  logDensityRatio?(p: TensorMap, z: Tensor2D, posterior: TensorMap): Tensor1D
  /** The likelihood model: parameters of p(x|z), each [B, M]: `mean`, and `logVar` where it is Gaussian. */
  decode(p: TensorMap, z: Tensor2D): TensorMap
  /**
   * Per-example terms [B] of the ELBO with hard spikes, in nats: `logLikelihood`, `kl`, `elbo`, and what else the model
   * defines, under the names that `objective` reports their means by.
   */
  evaluate(p: TensorMap, x: Tensor2D, noise: TensorMap): Readonly<Record<string, Tensor>>
  /**
   * The KL divergence of q(z|x) from the prior latent by latent, [B, J], in nats. Its sum over latents is the term `kl`; where the
   * prior is a mixture under which latents depend on each other, an upper bound of it less what belongs to no single latent.
   */
  latentKl(p: TensorMap, x: Tensor2D): Tensor2D
}
