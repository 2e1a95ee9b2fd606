import { type CodeDistributions, matrixFromRows } from '@vsc/metrics'
import likelihoods from './likelihoods.json' with { type: 'json' }

const { components: rows } = likelihoods

/** What numpy and scipy find for the densities and the models below: see make_likelihoods.py. */
export const { logDensity: expectedLogDensity, noise, alpha, models } = likelihoods

/** Eight codes of three latents, some of them exactly 0. */
export const codes = matrixFromRows(likelihoods.z)

/** Two spike-and-slab distributions. */
export const components = {
  mu: matrixFromRows(rows.mu),
  logVar: matrixFromRows(rows.logVar),
  logGamma: matrixFromRows(rows.logGamma),
} satisfies CodeDistributions

/** A model x = W z + b + noise e, examples of it, and their exact log likelihood under three priors. */
export type LinearModel = (typeof models)[keyof typeof models]
