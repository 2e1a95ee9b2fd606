import type { LabelledDataSet, Split } from '@vsc/data'
import { modelNames } from '@vsc/models'
import type { FetchingOptions } from '../experiment.js'
import { loadPublished } from '../study/published-data.js'
import type { ElboConfig, ElboDataName } from './config.js'

/** What a data set is called in reports. */
export const titleOf: Readonly<Record<ElboDataName, string>> = {
  'fashion-mnist': 'Fashion-MNIST',
  'uci-har': 'UCI-HAR',
}

/** The configuration as it is on one data set: every model with the likelihood that suits the data. */
export function configOn(config: ElboConfig, data: ElboDataName): ElboConfig {
  const { likelihood } = config.data[data]
  return { ...config, ...Object.fromEntries(modelNames.map((model) => [model, { ...config[model], ...likelihood }])) }
}

/** A split of a data set, prepared. */
export function loadSplit(
  config: ElboConfig,
  data: ElboDataName,
  split: Split,
  { signal, onProgress }: FetchingOptions,
): Promise<LabelledDataSet> {
  const { likelihood, ...keys } = config.data[data]
  return loadPublished(data, split, keys, { signal, ...(onProgress && { onProgress }) })
}
