import type { LabelledDataSet } from '@vsc/data'
import { ownSettings, publishedTrainCounts } from '@vsc/lab'
import type { ElboConfig, ElboDataName } from './config.js'

const titles: Readonly<Record<ElboDataName, string>> = {
  'fashion-mnist': 'Fashion-MNIST',
  'uci-har': 'UCI-HAR',
}

/** The test examples of each data set. */
export type TestSets = ReadonlyMap<string, LabelledDataSet>

/** The configuration as it is on one data set: every model with the likelihood that suits the data. */
export function configOn(config: ElboConfig, data: string): ElboConfig {
  const { likelihood } = config.data[data as ElboDataName]
  const withLikelihood = (model: string) => {
    const own = ownSettings(config, model)
    const suiting = Object.entries(likelihood).filter(([key]) => Object.hasOwn(own, key))
    return [model, { ...own, ...Object.fromEntries(suiting) }]
  }
  return { ...config, ...Object.fromEntries(config.models.map(withLikelihood)) }
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
