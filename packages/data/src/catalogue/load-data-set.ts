import { existsSync } from 'node:fs'
import type { DataSet, LabelledDataSet } from '../data-set.js'
import { DataError } from '../errors.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import { loadOwnData, type OwnDataOptions } from '../own-data/load.js'
import type { BuiltInDataSet, LoadBuiltInOptions } from './built-in-data-set.js'
import { dataSets } from './data-sets.js'

/** What either kind of data set takes; what does not belong to the one that is loaded is refused. */
export interface LoadDataSetOptions extends Partial<LoadBuiltInOptions>, OwnDataOptions {}

/**
 * Loads a data set by its name, as `dataSets` lists it, or a user's own by its path (`./mnist` is a path).
 *
 * The name that a data set gives of itself does as well, so that a run can be given its data again: 'uci-har, features 1 to 265
 * of 561' is loaded where just these are there, and is refused where it is another.
 *
 * @throws DataError `UNKNOWN_NAME` for what is neither, `BAD_PARAMETERS` for an option that does not belong to it, and what its loader throws
 * @example
 * const test = await loadDataSet('smiley', { split: 'test', count: 100 })
 */
export async function loadDataSet(
  nameOrPath: string,
  options: LoadDataSetOptions = {},
): Promise<DataSet | LabelledDataSet> {
  const builtIn = dataSets.find(({ name }) => nameOrPath === name || nameOrPath.startsWith(`${name}, `))
  if (builtIn !== undefined) return loadBuiltIn(builtIn, nameOrPath, options)
  if (!existsSync(nameOrPath)) {
    const names = dataSets.map(({ name }) => name).join(', ')
    throw new DataError('UNKNOWN_NAME', `'${nameOrPath}' is neither a data set (${names}) nor a file or folder`)
  }
  const { directory, download, onProgress, signal, stallSeconds, count, crop, ...own } = options
  if (count !== undefined) throw refused(nameOrPath, 'count')
  if (crop !== undefined) throw refused(nameOrPath, 'crop')
  return loadOwnData(nameOrPath, own)
}

const fetchOptions: readonly (keyof FetchOptions)[] = ['directory', 'download', 'onProgress', 'signal', 'stallSeconds']

async function loadBuiltIn(
  { name, options: own, load }: BuiltInDataSet,
  asked: string,
  { split = 'train', ...options }: LoadDataSetOptions,
): Promise<DataSet | LabelledDataSet> {
  for (const [option, value] of Object.entries(options)) {
    const known = [...fetchOptions, ...own].some((each) => each === option)
    if (value !== undefined && !known) throw refused(name, option)
  }
  const dataSet = await load({ split, ...options })
  if (asked !== name && asked !== dataSet.name) {
    throw new DataError('WRONG_FILE', `'${asked}' is asked for, but what is there is '${dataSet.name}'`)
  }
  return dataSet
}

function refused(name: string, option: string): DataError {
  return new DataError('BAD_PARAMETERS', `for '${name}' there is no option \`${option}\``)
}
