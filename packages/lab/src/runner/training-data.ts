import type { DataSet } from '@vsc/data'
import type { Lab } from '../lab.js'
import type { LoadingOptions } from '../run-config/load-data.js'
import type { RunConfiguration } from '../run-config/run-configuration.js'
import { loadTrainingExamples } from '../run-config/training-examples.js'

/** The training data of any run, loaded once for all runs that share it; again where it could not be loaded. */
export function loadTrainingData(
  options: LoadingOptions & { readonly lab: Lab },
): (configuration: RunConfiguration) => Promise<DataSet> {
  const loaded = new Map<string, Promise<DataSet>>()
  return ({ data: settings }) => {
    const key = JSON.stringify(settings)
    const data = loaded.get(key) ?? loadTrainingExamples(settings, options)
    loaded.set(key, data)
    data.catch(() => loaded.delete(key))
    return data
  }
}
