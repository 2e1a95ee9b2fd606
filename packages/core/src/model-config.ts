// Made from the schemas by `pnpm run generate:settings`; do not edit. Inferred types would lose the comments.
import type { TrunkRecord } from './trunk-record.js'

/** The likelihood of a model. */
export interface LikelihoodConfig {
  /** p(x|z): `gaussian` for real-valued data, `bernoulli` for binary data (0 or 1, or probabilities). */
  likelihood: 'gaussian' | 'bernoulli'
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean: 'linear' | 'sigmoid' | 'tanh'
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor: number
}

/** The KL warm-up of a model. */
export interface KlWeightConfig {
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp: boolean
}

/** What the configuration of every model says, complete. */
export interface ModelConfig {
  /** M, observed dimensions. */
  dataDim: number
  /** J, latent dimensions. */
  latentDim: number
  /** H, hidden units of the encoder and of the decoder, where they have no trunk of their own. */
  hiddenDim: number
  /** The trunk that the encoder was made with, in place of the usual layers; written down by the model. */
  encoder?: TrunkRecord | undefined
  /** The trunk that the decoder was made with, in place of the usual layers; written down by the model. */
  decoder?: TrunkRecord | undefined
  /** p(x|z): `gaussian` for real-valued data, `bernoulli` for binary data (0 or 1, or probabilities). */
  likelihood: 'gaussian' | 'bernoulli'
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean: 'linear' | 'sigmoid' | 'tanh'
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor: number
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds: [number, number] | null
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp: boolean
}

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export interface VscConfigInput {
  /** `paper`, the supplement's model, or `reference`, the released program's: the defaults of the keys that say so. */
  variant?: 'paper' | 'reference' | undefined
  /** M, observed dimensions. */
  dataDim: number
  /** J, latent dimensions. */
  latentDim: number
  /** H, hidden units of the encoder and of the decoder, where they have no trunk of their own. */
  hiddenDim?: number | undefined
  /** The trunk that the encoder was made with, in place of the usual layers; written down by the model. */
  encoder?: TrunkRecord | undefined
  /** The trunk that the decoder was made with, in place of the usual layers; written down by the model. */
  decoder?: TrunkRecord | undefined
  /** p(x|z): `gaussian` for real-valued data, `bernoulli` for binary data (0 or 1, or probabilities). */
  likelihood?: 'gaussian' | 'bernoulli' | undefined
  /** What the Gaussian's mean head goes through. `linear` in `paper`, `sigmoid` in `reference`. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** How a spike's gamma follows from its unit v: exp(-ReLU(-v)), as published, or sigmoid(v), which never stays at 1. */
  spikeActivation?: 'rectified' | 'sigmoid' | undefined
  /** The share of the gradient that a rectified spike at gamma = 1 lets through (straight-through), such as 0.2. */
  spikeGradientLeak?: number | undefined
  /** Where the spikes' bias starts: below 0, gamma starts below 1. */
  initialSpikeBias?: number | undefined
  /** `pseudo-inputs`, or `fixed`: alpha N(0, 1) + (1 - alpha) delta, as in the paper's first version. */
  prior?: 'pseudo-inputs' | 'fixed' | undefined
  /** The prior's sparsity: the share of latents that are on in an example, or `{ spikes: n }` for n of them whatever J is, which makes the share n / J, and at most 0.6. */
  alpha?:
    | number
    | {
        spikes: number
      }
    | undefined
  /** K, the prior's pseudo-inputs. */
  pseudoInputCount?: number | undefined
  /** How pseudo-inputs start: Xavier-uniform, or as random training examples. */
  pseudoInputInit?: 'xavier' | 'examples' | undefined
  /** How the pseudo-inputs' gamma is kept from 0 and 1. `plain` in `paper`, `squash` in `reference`. */
  pseudoInputSpikes?: 'plain' | 'squash' | 'clamp' | undefined
  /** The form of the selection weights. `sharpened` in `paper`, `sigmoid` in `reference`; `posterior` learns none: each pseudo-input by exp(-KL(q || r_k)), the weights that make `elboMixture` largest. */
  selection?: 'sharpened' | 'sigmoid' | 'posterior' | undefined
  /** What is maximised: `elbo`, against the selected pseudo-inputs, or the valid bound `elboMixture`, against their mixture. */
  maximises?: 'elbo' | 'elboMixture' | undefined
  /** Whether alpha is what the prior's spikes are for each `example` on average, as published, or over the `batch`. */
  sparsityOver?: 'example' | 'batch' | undefined
  /** The share of examples in which a latent may be on at no cost; what lies above it is weighed by `usageWeight`. null for no limit. */
  usageLimit?: number | null | undefined
  /** Whose spikes `usageLimit` holds: those of the `prior` that a batch selects, or those of the `posterior`, the codes. */
  usageOf?: 'prior' | 'posterior' | undefined
  /** The weight of what latents cost above `usageLimit`. */
  usageWeight?: number | undefined
  /** Whether the schedule `sparsityWeight` weighs the alpha term, and with it the cost of usage. */
  sparsityWarmUp?: boolean | undefined
  /** Which spread warm-up (lambda) interpolates. `variance` in `paper`, `log-variance` in `reference`. */
  warmUp?: 'variance' | 'log-variance' | undefined
  /** The slab inside the KL divergence during warm-up: the encoder's as it is (`encoder`, as in the authors' program), or the interpolated one that is sampled from (`interpolated`, for data and pseudo-inputs alike). */
  klSlab?: 'encoder' | 'interpolated' | undefined
  /** Added to every slab variance inside the KL divergence. 0 in `paper`, 1e-6 in `reference`. */
  klVarianceOffset?: number | undefined
}

/** A complete configuration, valid as input again. */
export interface VscConfig {
  /** `paper`, the supplement's model, or `reference`, the released program's: the defaults of the keys that say so. */
  variant: 'paper' | 'reference'
  /** M, observed dimensions. */
  dataDim: number
  /** J, latent dimensions. */
  latentDim: number
  /** H, hidden units of the encoder and of the decoder, where they have no trunk of their own. */
  hiddenDim: number
  /** The trunk that the encoder was made with, in place of the usual layers; written down by the model. */
  encoder?: TrunkRecord | undefined
  /** The trunk that the decoder was made with, in place of the usual layers; written down by the model. */
  decoder?: TrunkRecord | undefined
  /** p(x|z): `gaussian` for real-valued data, `bernoulli` for binary data (0 or 1, or probabilities). */
  likelihood: 'gaussian' | 'bernoulli'
  /** What the Gaussian's mean head goes through. `linear` in `paper`, `sigmoid` in `reference`. */
  mean: 'linear' | 'sigmoid' | 'tanh'
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor: number
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds: [number, number] | null
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp: boolean
  /** How a spike's gamma follows from its unit v: exp(-ReLU(-v)), as published, or sigmoid(v), which never stays at 1. */
  spikeActivation: 'rectified' | 'sigmoid'
  /** The share of the gradient that a rectified spike at gamma = 1 lets through (straight-through), such as 0.2. */
  spikeGradientLeak: number
  /** Where the spikes' bias starts: below 0, gamma starts below 1. */
  initialSpikeBias: number
  /** `pseudo-inputs`, or `fixed`: alpha N(0, 1) + (1 - alpha) delta, as in the paper's first version. */
  prior: 'pseudo-inputs' | 'fixed'
  /** The prior's sparsity: the share of latents that are on in an example, or `{ spikes: n }` for n of them whatever J is, which makes the share n / J, and at most 0.6. */
  alpha:
    | number
    | {
        spikes: number
      }
  /** K, the prior's pseudo-inputs. */
  pseudoInputCount: number
  /** How pseudo-inputs start: Xavier-uniform, or as random training examples. */
  pseudoInputInit: 'xavier' | 'examples'
  /** How the pseudo-inputs' gamma is kept from 0 and 1. `plain` in `paper`, `squash` in `reference`. */
  pseudoInputSpikes: 'plain' | 'squash' | 'clamp'
  /** The form of the selection weights. `sharpened` in `paper`, `sigmoid` in `reference`; `posterior` learns none: each pseudo-input by exp(-KL(q || r_k)), the weights that make `elboMixture` largest. */
  selection: 'sharpened' | 'sigmoid' | 'posterior'
  /** What is maximised: `elbo`, against the selected pseudo-inputs, or the valid bound `elboMixture`, against their mixture. */
  maximises: 'elbo' | 'elboMixture'
  /** Whether alpha is what the prior's spikes are for each `example` on average, as published, or over the `batch`. */
  sparsityOver: 'example' | 'batch'
  /** The share of examples in which a latent may be on at no cost; what lies above it is weighed by `usageWeight`. null for no limit. */
  usageLimit: number | null
  /** Whose spikes `usageLimit` holds: those of the `prior` that a batch selects, or those of the `posterior`, the codes. */
  usageOf: 'prior' | 'posterior'
  /** The weight of what latents cost above `usageLimit`. */
  usageWeight: number
  /** Whether the schedule `sparsityWeight` weighs the alpha term, and with it the cost of usage. */
  sparsityWarmUp: boolean
  /** Which spread warm-up (lambda) interpolates. `variance` in `paper`, `log-variance` in `reference`. */
  warmUp: 'variance' | 'log-variance'
  /** The slab inside the KL divergence during warm-up: the encoder's as it is (`encoder`, as in the authors' program), or the interpolated one that is sampled from (`interpolated`, for data and pseudo-inputs alike). */
  klSlab: 'encoder' | 'interpolated'
  /** Added to every slab variance inside the KL divergence. 0 in `paper`, 1e-6 in `reference`. */
  klVarianceOffset: number
}
