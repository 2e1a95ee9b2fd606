import { constant, linear, piecewise, type VscConfigInput } from '@vsc/core'
import type { TrainingConfigInput } from '@vsc/training'
import type { DataKind } from './data-kind.js'

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
 * show beside them. Bounds on log variances cost some five nats of the importance-weighted bound.
 */
const gaussian = { ...shared, alpha: { spikes: 36 }, usageLimit: 0.6, usageWeight: 30 } as const

/** By the kind of data. */
export const shortRunVsc = {
  binary: { ...shared, alpha: { spikes: 8 }, usageLimit: 0.5, logVarBounds: [-6, 2] },
  unit: gaussian,
  real: gaussian,
} as const satisfies Record<DataKind, Partial<VscConfigInput>>

/**
 * How every model is trained in short runs, VSC and its baselines alike: large steps after a short stretch of small ones, the last
 * quarter at a tenth. The schedules are those of VSC, which has no warm-up of the slab but warm-ups of its KL term (over the first
 * 30% of the iterations) and, more slowly, of what makes it sparse.
 */
export function shortRunTraining(iterations: number, kind: DataKind) {
  const at = (share: number) => Math.round(share * iterations)
  const rising = (share: number) => linear({ from: 0, to: 1, start: 0, end: at(share) })
  return {
    iterations,
    learningRate: stretched([0, 1e-4], [at(0.04), 2e-3], [at(0.75), 2e-4]),
    schedules: {
      lambda: constant(1),
      slope: linear({ from: 50, to: 200, start: 0, end: iterations }),
      klWeight: rising(0.3),
      sparsityWeight: rising(0.5),
    },
    clipNorm: kind === 'binary' ? 50 : 500, // of gradients as large as the likelihoods
  } satisfies TrainingConfigInput
}

/** {@link piecewise} of steps some of which start together where there are few iterations: the last of these holds. */
const stretched = (...steps: readonly (readonly [start: number, value: number])[]) =>
  piecewise(...steps.filter(([start], i) => steps[i + 1]?.[0] !== start))
