import type { EvaluatedRun as Evaluated } from '../study/evaluated-run.js'
import type { Findings } from './findings.js'
import type { ValidationScores } from './validation.js'

/** A trained model with what it makes of the test images, and what that says. */
export interface EvaluatedRun extends Evaluated {
  readonly findings: Findings
  /** Of a run that is one point of a sweep. */
  readonly validation?: ValidationScores
}
