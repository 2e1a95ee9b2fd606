/**
 * The models that VSC is compared with, behind the same interface: beta-VAE, beta-TCVAE, FactorVAE, DIP-VAE and the VampPrior VAE.
 *
 * @module @vsc/baselines
 */

export {
  type BetaTcVaeConfig,
  type BetaTcVaeConfigInput,
  betaTcVaeConfigSchema,
  betaTcVaeFamily,
  createBetaTcVae,
} from './beta-tcvae.js'
export {
  type BetaVaeConfig,
  type BetaVaeConfigInput,
  betaVaeConfigSchema,
  betaVaeFamily,
  createBetaVae,
} from './beta-vae.js'
export { createDipVae, type DipVaeConfig, type DipVaeConfigInput, dipVaeConfigSchema, dipVaeFamily } from './dip-vae.js'
export { BaselinesError, type BaselinesErrorCode } from './errors.js'
export {
  createFactorVae,
  type FactorVaeConfig,
  type FactorVaeConfigInput,
  factorVaeConfigSchema,
  factorVaeFamily,
} from './factor-vae.js'
export { baselineFamilies } from './families.js'
export { type Gaussian, klPerLatent, klToStandardNormal } from './gaussian.js'
export {
  createGaussianVae,
  type GaussianVae,
  type GaussianVaeConfig,
  gaussianVaeKeys,
  type Inference,
} from './gaussian-vae.js'
export {
  createVampPriorVae,
  type VampPriorVaeConfig,
  type VampPriorVaeConfigInput,
  vampPriorVaeConfigSchema,
  vampPriorVaeFamily,
} from './vamp-prior-vae.js'
