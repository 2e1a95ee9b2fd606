import type { LatentModel, Schedule } from '@vsc/core'
import type { TrainingConfig } from '@vsc/training'
import { unfinishedSchedules } from '../config/unfinished-schedules.js'
import type { PlannedRun } from '../experiment.js'
import type { SmileyConfig } from './config.js'

type Run = Pick<PlannedRun, 'model' | 'seed'>

/** How a run is trained: as `training` says but for what its model has for itself, with the schedules that the model asks for. */
export function trainingConfigOf(
  config: SmileyConfig,
  run: Run,
  { schedules }: Pick<LatentModel, 'schedules'>,
): TrainingConfig {
  const { training, trainingOf } = config
  const own = Object.entries(trainingOf[run.model] ?? {}).filter(([, value]) => value !== undefined)
  const asked = Object.entries(training.schedules).flatMap(([name, schedule]) =>
    schedules.includes(name) && schedule !== undefined ? [[name, schedule] as const] : [],
  )
  return { ...training, ...Object.fromEntries(own), schedules: Object.fromEntries(asked), seed: run.seed }
}

/** What is valid and yet hardly meant about the training of a run. */
export function warningsOf(config: SmileyConfig, run: Run, model: Pick<LatentModel, 'schedules'>): string[] {
  const { iterations, learningRate, schedules } = trainingConfigOf(config, run, model)
  const ofModel = Object.entries(schedules).map(([name, schedule]) => [`training.schedules.${name}`, schedule] as const)
  const stepSize = config.trainingOf[run.model]?.learningRate === undefined ? 'training' : `trainingOf.${run.model}`
  const byPath: Record<string, Schedule> = {
    [`${stepSize}.learningRate`]: learningRate,
    ...Object.fromEntries(ofModel),
  }
  return unfinishedSchedules(byPath, iterations)
}

/** Models that are compared are to differ in nothing but what they are. */
export function unequalTerms(config: SmileyConfig): string[] {
  return (['hiddenDim', 'likelihood'] as const).flatMap((key) => {
    const values = config.models.map((model) => config[model][key])
    if (new Set(values).size === 1) return []
    const detail = config.models.map((model, i) => `${model} ${values[i]}`).join(', ')
    return [`the models differ in ${key} (${detail}), and are not compared on equal terms`]
  })
}
