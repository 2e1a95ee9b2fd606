import type { DataSet } from '@vsc/data'
import type { FetchingOptions, Plan, PlannedRun } from '../experiment.js'

/** The training data of any run of a plan, loaded once for all runs that share it; again where it could not be loaded. */
export function loadTrainingData(plan: Plan, options: FetchingOptions): (run: PlannedRun) => Promise<DataSet> {
  const loaded = new Map<string, Promise<DataSet>>()
  return (run) => {
    const data = loaded.get(run.data) ?? plan.trainingData(run, options)
    loaded.set(run.data, data)
    data.catch(() => loaded.delete(run.data))
    return data
  }
}
