import type { Evaluation } from '@vsc/models'
import type { TrainedRun } from '../experiment.js'
import type { Findings } from './findings.js'
import type { ValidationScores } from './validation.js'

/** A trained model with what it makes of the test images, and what that says. */
export interface EvaluatedRun extends TrainedRun {
  readonly evaluation: Evaluation
  readonly findings: Findings
  /** Of a run that is one point of a sweep. */
  readonly validation?: ValidationScores
}

/** The file name of a figure that shows this run: lower-case letters, digits and hyphens. */
export const figureName = (what: string, { run }: EvaluatedRun): string =>
  `${what}-${run.id}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
