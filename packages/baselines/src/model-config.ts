// Made from the schemas by `pnpm run generate:settings`; do not edit. Inferred types would lose the comments.
import type { TrunkRecord } from '@vsc/core'

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export interface BetaVaeConfigInput {
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
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** The weight of the KL term, in nats per example as every term is: 1 makes a plain VAE. In the capacity form the gamma of its paper. */
  beta?: number | undefined
  /** Whether the KL divergence is held at the schedule `capacity` in place of being made small. */
  capacity?: boolean | undefined
}

/** A complete configuration, valid as input again. */
export interface BetaVaeConfig {
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
  /** The weight of the KL term, in nats per example as every term is: 1 makes a plain VAE. In the capacity form the gamma of its paper. */
  beta: number
  /** Whether the KL divergence is held at the schedule `capacity` in place of being made small. */
  capacity: boolean
}

/** What a user writes: only `dataDim`, `latentDim` and `datasetSize` have no default. */
export interface BetaTcVaeConfigInput {
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
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** The weight of the mutual information of x and z. */
  alpha?: number | undefined
  /** The weight of the total correlation. */
  beta?: number | undefined
  /** The weight of the dimension-wise KL divergence. */
  gamma?: number | undefined
  /** N, the number of examples in the training set; by default as many as there are. */
  datasetSize: number
  /** How log q(z) is estimated from a batch: minibatch-weighted, as in the paper's main text, or minibatch-stratified. */
  estimator?: 'mws' | 'mss' | undefined
}

/** A complete configuration, valid as input again. */
export interface BetaTcVaeConfig {
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
  /** The weight of the mutual information of x and z. */
  alpha: number
  /** The weight of the total correlation. */
  beta: number
  /** The weight of the dimension-wise KL divergence. */
  gamma: number
  /** N, the number of examples in the training set; by default as many as there are. */
  datasetSize: number
  /** How log q(z) is estimated from a batch: minibatch-weighted, as in the paper's main text, or minibatch-stratified. */
  estimator: 'mws' | 'mss'
}

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export interface FactorVaeConfigInput {
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
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** The weight of the total correlation. */
  gamma?: number | undefined
  /** Units of each hidden layer of the discriminator. */
  discriminatorHiddenDim?: number | undefined
  /** Hidden layers of the discriminator. */
  discriminatorLayerCount?: number | undefined
}

/** A complete configuration, valid as input again. */
export interface FactorVaeConfig {
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
  /** The weight of the total correlation. */
  gamma: number
  /** Units of each hidden layer of the discriminator. */
  discriminatorHiddenDim: number
  /** Hidden layers of the discriminator. */
  discriminatorLayerCount: number
}

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export interface DipVaeConfigInput {
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
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** Which covariance is to be the identity: of the means mu(x) in `i`, of z in `ii`. */
  form?: 'i' | 'ii' | undefined
  /** The weight of the squared covariances. */
  lambdaOffDiagonal?: number | undefined
  /** The weight of the squared differences of the variances from 1. 10 lambdaOffDiagonal in `i`, lambdaOffDiagonal in `ii`, as Locatello et al. 2019 chose. */
  lambdaDiagonal?: number | undefined
}

/** A complete configuration, valid as input again. */
export interface DipVaeConfig {
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
  /** Which covariance is to be the identity: of the means mu(x) in `i`, of z in `ii`. */
  form: 'i' | 'ii'
  /** The weight of the squared covariances. */
  lambdaOffDiagonal: number
  /** The weight of the squared differences of the variances from 1. 10 lambdaOffDiagonal in `i`, lambdaOffDiagonal in `ii`, as Locatello et al. 2019 chose. */
  lambdaDiagonal: number
}

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export interface VampPriorVaeConfigInput {
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
  /** What the Gaussian's mean head goes through: `sigmoid` for data in 0..1, `tanh` for data in -1..1. `linear` in the paper, `sigmoid` in the authors' program. */
  mean?: 'linear' | 'sigmoid' | 'tanh' | undefined
  /** Added to the Gaussian's variance. At 1e-6, the authors' program's, it caps the log likelihood at 5.99 nats per dimension; every ELBO moves with it, so state it beside them. */
  varianceFloor?: number | undefined
  /** log s^2 of q(z|x) is kept within these bounds, such as [-12, 6]; null for none. */
  logVarBounds?: [number, number] | null | undefined
  /** Whether the schedule `klWeight` weighs what the objective adds to -log p(x|z) about the code. Rising from 0 to 1 it keeps latents in use that would be switched off before the decoder has learned to read them (Bowman et al., "Generating sentences from a continuous space", 2016; Sønderby et al., "Ladder variational autoencoders", 2016). */
  klWarmUp?: boolean | undefined
  /** K, the prior's pseudo-inputs. */
  pseudoInputCount?: number | undefined
}

/** A complete configuration, valid as input again. */
export interface VampPriorVaeConfig {
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
  /** K, the prior's pseudo-inputs. */
  pseudoInputCount: number
}
