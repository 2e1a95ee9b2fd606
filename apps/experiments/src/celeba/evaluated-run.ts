import type { EvaluatedRun as EvaluatedRunOf } from '../study/evaluated-run.js'
import type { Group as GroupOf } from '../study/groups.js'
import type { SpikedEvaluation } from '../study/latent-use.js'
import type { Findings } from './findings.js'

/** A trained model with what it makes of the test faces. */
export interface EvaluatedRun extends EvaluatedRunOf {
  readonly evaluation: SpikedEvaluation
  readonly findings: Findings
}

/** Runs that differ in their seed only. */
export type Group = GroupOf<EvaluatedRun>
