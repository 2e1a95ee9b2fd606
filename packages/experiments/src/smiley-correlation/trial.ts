import type { JudgedRun, ShownRun } from './evaluated-run.js'
import type { Judge } from './judge.js'

/** What judges models, and what is kept of those that may be shown. */
export interface Trial {
  readonly judge: Judge
  readonly judged: JudgedRun[]
  readonly kept: Map<string, ShownRun>
}
