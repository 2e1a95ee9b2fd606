import type { EvaluatedRun as Evaluated, TrainedRun } from '@vsc/lab'
import type { Structure, StructureMetrics } from './findings.js'
import type { LikelihoodMetrics } from './likelihood.js'
import type { State } from './state.js'

/** The metrics of summary.json. */
export type SmileyMetrics = StructureMetrics & LikelihoodMetrics

/** What a trained model makes of the test images. */
export interface Findings extends Omit<Structure, 'metrics'> {
  readonly metrics: SmileyMetrics
  /** Mean over images of each latent's KL divergence, in nats: [J]. */
  readonly latentKl: Float64Array
  readonly state: State
}

/** A run with what was found of it, its parameters and codes let go: there are many. */
export interface JudgedRun extends Omit<TrainedRun, 'parameters'> {
  readonly findings: Findings
  /** `bound` over the validation images, of a run that is one point of a sweep: by it, and no label, the point is chosen. */
  readonly validationBound?: number
}

/** A run that figures are drawn of. */
export interface ShownRun extends Evaluated {
  readonly findings: Findings
}
