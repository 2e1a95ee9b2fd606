import { type ModelName, modelNames } from '@vsc/models'
import type { PlannedRun } from '../experiment.js'
import { plannedRuns } from '../study/planned-runs.js'
import type { StudyConfig } from '../study/study-config.js'
import type { ElboConfig, ElboDataName } from './config.js'

type GridConfig = StudyConfig & { readonly sweepAt?: readonly number[] | undefined }

/** The models to be trained on a data set: the whole grid of J and `sweep`, or a cross where `sweepAt` says so. */
export function runsOn(config: ElboConfig, data: ElboDataName): PlannedRun[] {
  return plannedRuns(config, data)
    .filter((run) => isSweptAt(config, run.latentDim) || hasOwnSettings(config, run))
    .map((run) => ({ ...run, id: `${data}-${run.id}` }))
}

const isSweptAt = ({ sweepAt }: GridConfig, latentDim: number) => sweepAt?.includes(latentDim) ?? true

/** Whether a run is the point of its sweep that says what the settings under the model's name say. */
const hasOwnSettings = (config: GridConfig, { model, swept }: Pick<PlannedRun, 'model' | 'swept'>): boolean =>
  Object.entries(swept).every(([key, value]) => settingOf(config, model, key) === value)

/** A setting under the model's own name. */
export const settingOf = (config: GridConfig, model: ModelName, key: string): unknown =>
  (config[model] as Readonly<Record<string, unknown>>)[key]

/** The setting of a model that is swept, if any, such as `alpha`: an axis of the figure. */
export const sweptKeyOf = ({ sweep }: Pick<StudyConfig, 'sweep'>, model: ModelName): string | undefined =>
  Object.keys(sweep[model] ?? {})[0]

/** What of the sweeps cannot be drawn as curves, as [path, message]. */
export function sweptKeyProblems(config: GridConfig): [path: PropertyKey[], message: string][] {
  const { latentDims, sweepAt = latentDims, sweep } = config
  const unknown = sweepAt.filter((latentDim) => !latentDims.includes(latentDim))
  const ofSweeps = modelNames.flatMap((model): [PropertyKey[], string][] => {
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
  const ofPlaces: [PropertyKey[], string][] =
    unknown.length === 0
      ? []
      : [[['sweepAt'], `${unknown.join(', ')} is not among latentDims: say for these where to sweep`]]
  return [...ofPlaces, ...ofSweeps]
}
