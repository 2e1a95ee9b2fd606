import type { RunResult, TrainedRun } from '../experiment.js'
import { settingsOf } from './models.js'
import type { FoundRun } from './result-tables.js'
import type { StudyConfig } from './study-config.js'
import { sweptTraining } from './swept-settings.js'

/** What summary.json says of a run. */
export const resultOf = (
  config: StudyConfig,
  { run, seconds, stepsPerSecond, findings }: FoundRun & Pick<TrainedRun, 'seconds' | 'stepsPerSecond'>,
): RunResult => ({
  model: run.model,
  latentDim: run.latentDim,
  seed: run.seed,
  settings: { ...settingsOf(config, run), ...sweptTraining(run.swept) },
  metrics: findings.metrics,
  seconds,
  stepsPerSecond,
})
