import type { DataKind } from './model-family.js'
import type { VscConfigInput } from './vsc-config.js'

/**
 * VSC as it learns in thousands of steps where the paper takes 200,000; docs/results.md tells how it was found and what failed.
 * - The spikes are sigmoids: the published exp(-ReLU(-v)) stays at 1 for every example.
 * - Pseudo-inputs start from examples, and each example is measured against the ones nearest to its posterior, by the valid
 *   bound: a learned selection gives most of them up.
 * - alpha is held over a batch and not example by example, so that one example may have more spikes than another.
 * - No latent is on in more than about half of the examples without a cost: otherwise some are simply always on.
 * - The bounds on the pseudo-inputs' spikes, and on log variances, keep the divergence from running away.
 */
const shared = {
  pseudoInputInit: 'examples',
  pseudoInputSpikes: 'squash',
  spikeActivation: 'sigmoid',
  selection: 'posterior',
  maximises: 'elboMixture',
  sparsityOver: 'batch',
  klWarmUp: true,
  sparsityWarmUp: true,
} as const satisfies Partial<VscConfigInput>

/**
 * Under a Gaussian likelihood, worth hundreds of nats, latents say more and more of them are needed, and a weight of 1 does not
 * show beside them. A limit on the prior alone is evaded: codes pay the half nat that it costs to be on all the same. Bounds on log
 * variances cost some five nats of the importance-weighted bound.
 */
const gaussian = { ...shared, alpha: { spikes: 60 }, usageLimit: 0.5, usageOf: 'posterior', usageWeight: 15 } as const

/** An example of a table is worth fewer nats than an image, and the weight of images costs some 20 of them where J is small. */
const table = { ...gaussian, usageWeight: 3 } as const

/** By the kind of data. */
export const shortRunVsc = {
  binary: { ...shared, alpha: { spikes: 8 }, usageLimit: 0.5, logVarBounds: [-6, 2] },
  unit: gaussian,
  real: table,
} as const satisfies Record<DataKind, Partial<VscConfigInput>>
