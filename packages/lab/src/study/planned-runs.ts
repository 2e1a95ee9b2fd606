import type { PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import type { DataSettings } from '../run-config/data-settings.js'
import { pointsOf, type Settings } from './points.js'
import { ownSettings, type StudyConfig } from './study-config.js'
import { isTrainingKey, sweptInFileName, sweptSettings } from './swept-settings.js'
import { trainingConfigOf } from './training.js'

/** What the runs of an experiment on one data set are planned from. */
export interface PlannedRunsOptions {
  readonly lab: Lab
  readonly config: StudyConfig
  /** What the experiment calls the data set, and what its models are trained on. */
  readonly data: { readonly name: string; readonly settings: DataSettings }
}

/**
 * Every model, point of its sweep, J and seed: the models of a configuration on one data set, in this order. At a J that `sweepAt`
 * leaves out the one point is that of the model's own settings.
 */
export function plannedRuns({ lab, config, data }: PlannedRunsOptions): PlannedRun[] {
  const { latentDims, seeds, sweep, sweepAt = latentDims } = config
  return lab.models
    .filter(({ name }) => config.models.includes(name))
    .flatMap(({ name: model, title }) => {
      const points = pointsOf(sweep[model] ?? {})
      const own = [ownPoint(config, model)]
      return latentDims.flatMap((latentDim) =>
        (sweepAt.includes(latentDim) ? points : own).flatMap((swept) =>
          seeds.map((seed): PlannedRun => {
            const run = { model, title, data: data.name, latentDim, seed, swept }
            return { id: idOf(run), ...run, configuration: configurationOf(lab, config, run, data.settings) }
          }),
        ),
      )
    })
}

type Run = Omit<PlannedRun, 'id' | 'configuration'>

/** What is trained, on what, and how. */
function configurationOf(
  lab: Lab,
  config: StudyConfig,
  { model: name, latentDim, seed, swept }: Run,
  data: DataSettings,
): PlannedRun['configuration'] {
  const model = { name, latentDim, ...ownSettings(config, name), ...sweptSettings(swept) }
  return { model, data, training: trainingConfigOf(lab, config, { model, seed, swept }), engine: config.engine }
}

/** What the settings under a model's own name say of the keys of its sweep. */
const ownPoint = (config: StudyConfig, model: string): Settings =>
  Object.fromEntries(Object.keys(config.sweep[model] ?? {}).map((key) => [key, settingOf(config, model, key)]))

/** A setting of a model, or of its training, that no sweep changes. */
export const settingOf = (config: StudyConfig, model: string, key: string): unknown =>
  isTrainingKey(key) ? (config.trainingOf[model]?.[key] ?? config.training[key]) : ownSettings(config, model)[key]

function idOf({ model, latentDim, seed, swept }: Run): string {
  const parts = Object.entries(swept).map(([key, value]) => `${key}-${sweptInFileName(key, value)}`)
  const id = [model, `j${latentDim}`, ...parts, `seed${seed}`].join('-')
  return id.replace(/[^A-Za-z0-9.-]+/g, '')
}
