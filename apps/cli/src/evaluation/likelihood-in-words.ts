import type { LikelihoodConfig } from '@vsc/core'

/** The likelihood that an ELBO was computed under: ELBOs under different ones cannot be compared. */
export function likelihoodInWords(config: unknown): string {
  const { likelihood, mean, varianceFloor } = config as LikelihoodConfig
  return likelihood === 'bernoulli' ? 'Bernoulli' : `Gaussian, ${mean} mean, variance at least ${varianceFloor}`
}
