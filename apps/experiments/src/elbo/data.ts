import type { LabelledDataSet, Split } from '@vsc/data'
import { modelNames } from '@vsc/models'
import type { FetchingOptions } from '../experiment.js'
import { loadPublished, publishedTrainCounts } from '../study/published-data.js'
import type { ElboConfig, ElboDataName } from './config.js'

const titles: Readonly<Record<ElboDataName, string>> = {
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

/** A data set for readers of reports. */
export interface DataDescription {
  /** `uci-har`: a part of file names. */
  readonly name: string
  /** `UCI-HAR` */
  readonly title: string
  /** `UCI-HAR (features 1 to 265 of 561)`: what is missing of it too. */
  readonly fullTitle: string
  readonly trainCount: number
  readonly testCount: number
}

/** `test` are its test examples, whose name says what is missing of the data. */
export function describeData(config: ElboConfig, data: ElboDataName, test: LabelledDataSet): DataDescription {
  const [title, published] = [titles[data], publishedTrainCounts[data]]
  return {
    name: data,
    title,
    fullTitle: `${title}${test.name.slice(data.length).replace(/^, (.*)/, ' ($1)')}`,
    trainCount: Math.min(config.data[data].trainCount ?? published, published),
    testCount: test.count,
  }
}
