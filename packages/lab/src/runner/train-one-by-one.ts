import type { Engine } from '@vsc/engine'
import { terminalProgress } from '@vsc/training'
import { messageOf } from '../errors.js'
import type { PlannedRun } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import { runFolder } from './experiment-folder.js'
import { trainRun } from './train-run.js'
import { loadTrainingData } from './training-data.js'

export interface TrainingStage {
  readonly lab: Lab
  /** Those that are still to be trained. */
  readonly runs: readonly PlannedRun[]
  /** The experiment's folder. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly announce: (message: string) => void
}

/** A run that could not be trained to its end. */
export interface Failure {
  readonly run: PlannedRun
  readonly error: unknown
}

/** Trains the models one after the other in this process. One that fails does not keep the others from being trained. */
export async function trainOneByOne({
  engine,
  ...stage
}: TrainingStage & { readonly engine: Engine }): Promise<Failure[]> {
  const { lab, runs, folder, signal, announce } = stage
  if (runs.length === 0) return []
  const failures: Failure[] = []
  const dataOf = loadTrainingData({ lab, signal })
  for (const run of runs) {
    if (signal.aborted) break
    try {
      const data = await dataOf(run.configuration)
      const onProgress = terminalProgress({ label: run.id })
      const directory = runFolder(folder, run)
      const { configuration } = run
      await trainRun({ lab, configuration, data, engine, directory, signal, onProgress, onWarning: announce })
    } catch (error) {
      if (signal.aborted) break // such as the loading of data
      announce(`${run.id} failed: ${messageOf(error)}`)
      failures.push({ run, error })
    }
  }
  return failures
}
