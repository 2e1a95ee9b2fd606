import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { createModel } from '@vsc/models'
import type { PlannedRun } from '../experiment.js'
import type { StudyConfig } from './study-config.js'
import { sweptSettings } from './swept-settings.js'

type Run = Pick<PlannedRun, 'model' | 'swept'>

/** The settings of a run's model: those of the configuration, under its point of the sweep. */
export const settingsOf = (config: StudyConfig, { model, swept }: Run) => ({
  ...config[model],
  ...sweptSettings(swept),
})

/** The model of a run on these examples. */
export function modelOf(
  config: StudyConfig,
  run: Pick<PlannedRun, 'model' | 'swept' | 'latentDim'>,
  { dim, count }: Pick<DataSet, 'dim' | 'count'>,
): LatentModel {
  const settings = settingsOf(config, run)
  const sized = run.model === 'beta-tcvae' ? { datasetSize: count, ...settings } : settings
  return createModel(run.model, sized, { dataDim: dim, latentDim: run.latentDim })
}

/** The schedules that a run's model asks for. */
export const schedulesOf = (config: StudyConfig, run: Run): readonly string[] =>
  modelOf(config, { ...run, latentDim: 1 }, { dim: 1, count: 1 }).schedules
