import { constant, type DataKind, linear, piecewise } from '@vsc/core'
import type { TrainingConfigInput } from '@vsc/training'

/**
 * How every model is trained in short runs, VSC and its baselines alike: large steps after a short stretch of small ones, the last
 * quarter at a tenth. Of the schedules a model has those that it asks for: no warm-up of the slab, but warm-ups of the KL term (over
 * the first 30% of the iterations) and, more slowly, of what makes a code sparse.
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
