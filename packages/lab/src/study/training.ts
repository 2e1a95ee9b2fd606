import { type TrainingConfig, unfinishedSchedules } from '@vsc/training'
import type { PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import { type ModelSettings, schedulesOf } from '../run-config/run-configuration.js'
import type { StudyConfig } from './study-config.js'
import { sweptTraining } from './swept-settings.js'

interface Run extends Pick<PlannedRun, 'swept' | 'seed'> {
  readonly model: ModelSettings
}

/** How a run is trained: as `training` says except for what its model has for itself, with the schedules that the model asks for. */
export function trainingConfigOf(lab: Lab, config: StudyConfig, { model, swept, seed }: Run): TrainingConfig {
  const { training, trainingOf } = config
  const own = Object.entries(trainingOf[model.name] ?? {}).filter(([, value]) => value !== undefined)
  const asked = schedulesOf(lab, model)
  return {
    ...training,
    ...Object.fromEntries(own),
    ...sweptTraining(swept),
    schedules: Object.fromEntries(Object.entries(training.schedules).filter(([name]) => asked.includes(name))),
    seed,
  }
}

/** `6,000 iterations of 100, H = 400`, model by model where they differ, then seeds and preset. */
export function trainingInWords({ preset, seeds }: StudyConfig, runs: readonly { readonly run: PlannedRun }[]): string {
  const lengths = new Map(
    runs.map(({ run: { title, configuration } }) => {
      const { iterations, batchSize } = configuration.training
      return [
        title,
        `${iterations.toLocaleString('en')} iterations of ${batchSize}, H = ${configuration.model.hiddenDim}`,
      ]
    }),
  )
  const [first, ...others] = new Set(lengths.values())
  const words = others.length === 0 ? first : [...lengths].map(([title, length]) => `${title} ${length}`).join('; ')
  return `${words} (preset ${preset}, ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'})`
}

/** What is valid but probably not meant about the training of these runs, each but once. */
export function trainingWarnings(config: StudyConfig, runs: readonly PlannedRun[]): string[] {
  return [...new Set(runs.flatMap((run) => warningsOf(config, run)))]
}

function warningsOf(config: StudyConfig, run: PlannedRun): string[] {
  const stepSize = stepSizeKey(config, run)
  return unfinishedSchedules(run.configuration.training).map(
    (warning) => `${warning.startsWith('learningRate') ? stepSize : 'training'}.${warning}`,
  )
}

/** Where a run's step size is set. */
function stepSizeKey({ trainingOf }: StudyConfig, { model, swept }: PlannedRun): string {
  if (Object.hasOwn(swept, 'learningRate')) return `sweep.${model}`
  return trainingOf[model]?.learningRate === undefined ? 'training' : `trainingOf.${model}`
}
