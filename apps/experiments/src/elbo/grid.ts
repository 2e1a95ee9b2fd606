import { type ModelName, modelNames } from '@vsc/models'
import type { PlannedRun } from '../experiment.js'
import { plannedRuns, settingOf } from '../study/planned-runs.js'
import type { StudyConfig } from '../study/study-config.js'
import type { ElboConfig, ElboDataName } from './config.js'

/** The models to be trained on a data set. */
export const runsOn = (config: ElboConfig, data: ElboDataName): PlannedRun[] =>
  plannedRuns(config, data).map((run) => ({ ...run, id: `${data}-${run.id}` }))

/** The setting of a model that is swept, if any, such as `alpha`: an axis of the figure. */
export const sweptKeyOf = ({ sweep }: Pick<StudyConfig, 'sweep'>, model: ModelName): string | undefined =>
  Object.keys(sweep[model] ?? {})[0]

/** What of the sweeps cannot be drawn as curves, as [path, message]. */
export function sweptKeyProblems(config: StudyConfig): [path: PropertyKey[], message: string][] {
  const { latentDims, sweepAt = latentDims, sweep } = config
  return modelNames.flatMap((model): [PropertyKey[], string][] => {
    const swept = Object.entries(sweep[model] ?? {})
    if (swept.length > 1) {
      return [[['sweep', model], 'the figure has an axis for one setting only; leave the others out']]
    }
    return swept.flatMap(([key, values]): [PropertyKey[], string][] => {
      const path = ['sweep', model, key]
      const own = settingOf(config, model, key)
      if (!values.every((value) => typeof value === 'number'))
        return [[path, 'must be numbers, to be drawn as a curve']]
      if (sweepAt.length === latentDims.length || values.includes(own as number)) return []
      return [[path, `must hold ${model}.${key}, ${own}, at which J is varied while sweepAt leaves some J out`]]
    })
  })
}
