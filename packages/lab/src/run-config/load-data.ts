import { resolve } from 'node:path'
import { type DataSet, firstExamples } from '@vsc/data'
import { dataSetNamed, type FetchOptions, type LoadDataSetOptions, loadDataSet, mayBeOwnData } from '@vsc/data/node'
import { nearestKey } from '../config/nearest.js'
import { LabError } from '../errors.js'
import type { Lab } from '../lab.js'
import type { DataSettings } from './data-settings.js'
import { preparedFor } from './prepared-data.js'

/** The lab that knows the data sets, and how downloads are reported and stopped. */
export interface LoadingOptions extends Pick<FetchOptions, 'signal' | 'onProgress'> {
  readonly lab: Pick<Lab, 'dataSets'>
}

/**
 * Loads data as a configuration says, fetching what is missing, cut to its `count` and prepared: as it is told, or as suits the
 * numbers, which the data set then remarks upon.
 *
 * @throws LabError BAD_INPUT for what is neither the name of a data set nor a path; DataError as its loader does
 */
export async function loadData(settings: DataSettings, options: LoadingOptions): Promise<DataSet> {
  const { name, count, preparation, ...rest } = settings
  const { lab, signal, onProgress } = options
  const family = dataSetNamed(name, lab.dataSets)
  if (family === undefined && !(await mayBeOwnData(name))) throw noSuchData(lab, name)
  const drawn = isDrawn(lab, name)
  const load = (split: DataSettings['split']) => {
    const asked = { ...rest, split, ...(drawn && { count }), signal, onProgress } as LoadDataSetOptions
    return loadDataSet(family ? name : placeOf(name), asked, lab.dataSets)
  }
  const data = await load(settings.split)
  const shown = drawn ? data : firstExamples(data, count ?? data.count)
  return preparedFor(shown, { asked: preparation, whole: data, training: () => load('train') })
}

/** Whether a data set has as many examples as are asked for, as smileys have. */
export const isDrawn = ({ dataSets }: Pick<Lab, 'dataSets'>, name: string): boolean =>
  Object.hasOwn(dataSetNamed(name, dataSets)?.options ?? {}, 'count')

/** The whole path of one's own data, for a run that is later looked at from elsewhere; - is standard input. */
export const placeOf = (name: string): string => (name === '-' ? name : resolve(name))

function noSuchData({ dataSets }: Pick<Lab, 'dataSets'>, name: string): LabError {
  const names = dataSets.map((each) => each.name)
  const meant = nearestKey(name, names)
  return new LabError(
    'BAD_INPUT',
    `'${name}' is neither a data set (${names.join(', ')}) nor a file or folder${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  )
}
