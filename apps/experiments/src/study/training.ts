import { type TrainingConfig, unfinishedSchedules } from '@vsc/training'
import type { PlannedRun } from '../experiment.js'
import { schedulesOf } from './models.js'
import type { StudyConfig } from './study-config.js'

type Run = Pick<PlannedRun, 'model' | 'swept' | 'seed'>

/** How a run is trained: as `training` says but for what its model has for itself, with the schedules that the model asks for. */
export function trainingConfigOf(config: StudyConfig, run: Run): TrainingConfig {
  const { training, trainingOf } = config
  const own = Object.entries(trainingOf[run.model] ?? {}).filter(([, value]) => value !== undefined)
  const asked = schedulesOf(config, run)
  const schedules = Object.entries(training.schedules).flatMap(([name, schedule]) =>
    asked.includes(name) && schedule !== undefined ? [[name, schedule] as const] : [],
  )
  return { ...training, ...Object.fromEntries(own), schedules: Object.fromEntries(schedules), seed: run.seed }
}

/** What is valid and yet hardly meant about the training of these runs, each but once. */
export function trainingWarnings(config: StudyConfig, runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap((run) => warningsOf(config, run)))]
}

function warningsOf(config: StudyConfig, run: Run): string[] {
  const stepSize = config.trainingOf[run.model]?.learningRate === undefined ? 'training' : `trainingOf.${run.model}`
  return unfinishedSchedules(trainingConfigOf(config, run)).map(
    (warning) => `${warning.startsWith('learningRate') ? stepSize : 'training'}.${warning}`,
  )
}

/** Models that are compared are to differ in nothing but what they are. */
export function unequalTerms(config: StudyConfig): string[] {
  const compared = config.models.map((model) => {
    const { hiddenDim, likelihood, varianceFloor } = config[model]
    return { hiddenDim, likelihood, varianceFloor: likelihood === 'gaussian' ? varianceFloor : 'none' }
  })
  return (['hiddenDim', 'likelihood', 'varianceFloor'] as const).flatMap((key) => {
    const values = compared.map((one) => one[key])
    if (new Set(values).size === 1) return []
    const detail = config.models.map((model, i) => `${model} ${values[i]}`).join(', ')
    return [`the models differ in ${key} (${detail}), and are not compared on equal terms`]
  })
}
