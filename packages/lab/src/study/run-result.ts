import type { RunResult, TrainedRun } from '../experiment/experiment.js'
import type { FoundRun } from './result-tables.js'
import { sweptTraining } from './swept-settings.js'

/** A trained run of which something was found. */
export type StudiedRun = FoundRun & Pick<TrainedRun, 'run' | 'model' | 'metrics' | 'seconds' | 'stepsPerSecond'>

/** What summary.json says of a run. */
export function resultOf({ run, model, seconds, stepsPerSecond, findings }: Omit<StudiedRun, 'metrics'>): RunResult {
  const { dataDim, latentDim, ...settings } = model.config as Readonly<Record<string, unknown>>
  return {
    model: run.model,
    latentDim: run.latentDim,
    seed: run.seed,
    settings: { ...settings, ...sweptTraining(run.swept) },
    metrics: findings.metrics,
    seconds,
    stepsPerSecond,
  }
}
