import { type TrainingConfig, unfinishedSchedules } from '@vsc/training'
import type { PlannedRun } from '../experiment.js'
import { schedulesOf } from './models.js'
import type { StudyConfig } from './study-config.js'
import { sweptTraining } from './swept-settings.js'

type Run = Pick<PlannedRun, 'model' | 'swept' | 'seed'>

/** How a run is trained: as `training` says but for what its model has for itself, with the schedules that the model asks for. */
export function trainingConfigOf(config: StudyConfig, run: Run): TrainingConfig {
  const { training, trainingOf } = config
  const own = Object.entries(trainingOf[run.model] ?? {}).filter(([, value]) => value !== undefined)
  const asked = schedulesOf(config, run)
  const schedules = Object.entries(training.schedules).flatMap(([name, schedule]) =>
    asked.includes(name) && schedule !== undefined ? [[name, schedule] as const] : [],
  )
  return {
    ...training,
    ...Object.fromEntries(own),
    ...sweptTraining(run.swept),
    schedules: Object.fromEntries(schedules),
    seed: run.seed,
  }
}

/** What is valid and yet hardly meant about the training of these runs, each but once. */
export function trainingWarnings(config: StudyConfig, runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap((run) => warningsOf(config, run)))]
}

function warningsOf(config: StudyConfig, run: Run): string[] {
  const stepSize = stepSizeKey(config, run)
  return unfinishedSchedules(trainingConfigOf(config, run)).map(
    (warning) => `${warning.startsWith('learningRate') ? stepSize : 'training'}.${warning}`,
  )
}

/** Where a run's step size is set. */
function stepSizeKey({ trainingOf }: StudyConfig, { model, swept }: Run): string {
  if (Object.hasOwn(swept, 'learningRate')) return `sweep.${model}`
  return trainingOf[model]?.learningRate === undefined ? 'training' : `trainingOf.${model}`
}
