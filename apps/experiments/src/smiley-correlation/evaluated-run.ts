import type { Evaluation } from '../evaluation/evaluate-model.js'
import type { TrainedRun } from '../experiment.js'
import type { Findings } from './findings.js'

/** A trained model with what it makes of the test images, and what that says. */
export interface EvaluatedRun extends TrainedRun {
  readonly evaluation: Evaluation
  readonly findings: Findings
}
