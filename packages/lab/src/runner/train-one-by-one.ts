import type { Engine } from '@vsc/engine'
import { terminalProgress } from '@vsc/training/node'
import { messageOf } from '../errors.js'
import { runFolder } from './experiment-folder.js'
import type { Failure, TrainingStage } from './pool.js'
import { trainRun } from './train-run.js'
import { trainedWithHere } from './trained-with.js'
import { loadTrainingData } from './training-data.js'

/** Trains the models one after the other in this process. One that fails does not keep the others from being trained. */
export async function trainOneByOne({
  engine,
  ...stage
}: TrainingStage & { readonly engine: Engine }): Promise<Failure[]> {
  const { lab, runs, folder, until, signal, announce, onTrained } = stage
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
      await trainRun({ lab, configuration, data, engine, directory, until, signal, onProgress, onWarning: announce })
      if (!signal.aborted) await onTrained(run, trainedWithHere(engine))
    } catch (error) {
      if (signal.aborted) break // such as the loading of data
      announce(`${run.id} failed: ${messageOf(error)}`)
      failures.push({ run, error })
    }
  }
  return failures
}
