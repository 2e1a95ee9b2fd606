import {
  type DataSet,
  dataSets,
  type LabelledDataSet,
  type LoadDataSetOptions,
  loadDataSet,
  type Preparation,
  prepare,
  terminalDownloads,
} from '@vsc/data'
import { note, type Terminal } from '../terminal.js'
import type { DataSettings } from './data-settings.js'

/** Loads data as a configuration says, fetching what is missing. */
export async function loadData(
  { name, count, preparation, ...settings }: DataSettings,
  terminal: Terminal,
): Promise<DataSet> {
  const drawn = dataSets.find((each) => each.name === name)?.options.includes('count') ?? false
  const options = { ...settings, ...(drawn && count !== undefined && { count }), ...fetchOptions(terminal) }
  const data = await loadDataSet(name, withoutUndefined(options))
  return prepare(drawn ? data : firstExamples(data, count ?? data.count), preparation ?? usualPreparation(data))
}

/** How files are fetched: shown, and stopped by Ctrl-C. */
export const fetchOptions = ({ quiet, signal }: Terminal) => ({
  signal,
  ...(!quiet && { onProgress: terminalDownloads() }),
})

/**
 * Loads the test split, unless another is asked for; where there is none, the training split, and says so.
 */
export async function loadForTesting(
  { split, ...settings }: Omit<DataSettings, 'split'> & { readonly split?: DataSettings['split'] | undefined },
  terminal: Terminal,
): Promise<DataSet> {
  if (split !== undefined) return loadData({ ...settings, split }, terminal)
  try {
    return await loadData({ ...settings, split: 'test' }, terminal)
  } catch (error) {
    const data = await loadData({ ...settings, split: 'train' }, terminal).catch(() => {
      throw error // it was not for the want of a test split
    })
    note(terminal, `${data.name} has no test split: these are examples that the model was trained on`)
    return data
  }
}

/** Bytes of images become intensities; other numbers stay as they are. */
const usualPreparation = ({ shape, range: [lowest, highest] }: DataSet): Preparation =>
  shape.length >= 2 && (lowest < 0 || highest > 1) ? 'unit' : 'none'

/** A data set cut to its first examples; the whole where it has no more. */
function firstExamples(data: DataSet & Partial<LabelledDataSet>, count: number): DataSet {
  if (count >= data.count) return data
  const { labels, provenance } = data
  return { ...data, count, provenance: { ...provenance, count }, ...(labels && { labels: labels.subarray(0, count) }) }
}

const withoutUndefined = (options: Readonly<Record<string, unknown>>): LoadDataSetOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
