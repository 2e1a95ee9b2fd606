import type { TrainingConfig } from './config.js'
import { type Judgement, stopsEarly } from './judgement.js'

/** How a run that did not fail has ended. */
export type Ending = 'done' | 'stopped-early' | 'interrupted'

export interface EndedRun {
  /** Steps taken. */
  readonly iteration: number
  readonly config: TrainingConfig
  readonly judgement: Judgement
  /** Where the run is kept: how to resume it. */
  readonly howToResume: string | undefined
}

/** How a run ended, and the same for people: how far it got, and how to go on. */
export function endingOf(run: EndedRun): { readonly state: Ending; readonly message: string } {
  const { iteration, config, judgement, howToResume = 'It cannot be resumed, since it had no directory.' } = run
  const { iterations } = config
  if (iteration === iterations) return { state: 'done', message: `Finished all ${iterations} iterations.` }
  if (stopsEarly(judgement, config)) return { state: 'stopped-early', message: describeEarlyStop(run) }
  return { state: 'interrupted', message: `Interrupted after ${iteration} of ${iterations} iterations. ${howToResume}` }
}

function describeEarlyStop({ iteration, config, judgement, howToResume }: EndedRun): string {
  const { iterations, criterion, earlyStopping, bestBy } = config
  const { best, waited } = judgement
  const saved =
    howToResume !== undefined && bestBy === 'validation'
      ? 'the best checkpoint holds the parameters of then'
      : "set bestBy to 'validation', with a directory, to keep the parameters of then"
  return [
    `Stopped early after ${iteration} of ${iterations} iterations: in ${waited} validations in a row ${criterion.term} did not improve`,
    ` by more than ${earlyStopping?.minImprovement}. Its best was ${best?.value} after iteration ${best?.iteration}; ${saved}.`,
    howToResume === undefined ? '' : ' To go on, resume with a larger earlyStopping.patience.',
  ].join('')
}
