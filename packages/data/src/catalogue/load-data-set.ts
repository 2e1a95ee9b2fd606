import type { DataSet, LabelledDataSet, Split } from '../data-set.js'
import { DataError } from '../errors.js'
import type { FetchOptions } from '../fetch/obtain-file.js'
import { loadOwnData } from '../own-data/load.js'
import { mayBeOwnData } from '../own-data/source.js'
import type { DataSetFamily } from './data-set-family.js'
import { dataSets as builtIn } from './data-sets.js'
import { ownDataOptions } from './option-schemas.js'

/** What a data set takes: its own options, by name; one that does not belong to it is refused. */
export interface LoadDataSetOptions extends FetchOptions {
  /** `train` by default. */
  readonly split?: Split
  readonly [option: string]: unknown
}

/**
 * The data set of this name among `dataSets`; undefined where the name is a path. The name that a loaded data set has is known
 * too: 'uci-har, features 1 to 265 of 561'.
 */
export const dataSetNamed = (name: string, dataSets: readonly DataSetFamily[] = builtIn): DataSetFamily | undefined =>
  dataSets.find((each) => ownName(each.name, name))

/**
 * Loads a data set by its name, as `dataSets` lists it, or a user's own by its path (`./mnist` is a path).
 *
 * The name that a loaded data set has is known too, so that a run can be given its data again: 'uci-har, features 1 to 265
 * of 561' is loaded where just these are there, and is refused where it is another.
 *
 * `dataSets` are the ones that are known by name: the built-in ones by default.
 *
 * @throws DataError `UNKNOWN_NAME` for what is neither, `BAD_PARAMETERS` for an option that does not belong to it, and what its loader throws
 * @example
 * const test = await loadDataSet('smiley', { split: 'test', count: 100 })
 */
export async function loadDataSet(
  nameOrPath: string,
  options: LoadDataSetOptions = {},
  dataSets: readonly DataSetFamily[] = builtIn,
): Promise<DataSet | LabelledDataSet> {
  const family = dataSetNamed(nameOrPath, dataSets)
  if (family !== undefined) return loadNamed(family, nameOrPath, options)
  if (!(await mayBeOwnData(nameOrPath))) {
    const names = dataSets.map(({ name }) => name).join(', ')
    throw new DataError('UNKNOWN_NAME', `'${nameOrPath}' is neither a data set (${names}) nor a file or folder`)
  }
  const { directory, download, onProgress, signal, stallSeconds, split, ...own } = options
  return loadOwnData(nameOrPath, { ...(split && { split }), ...checkedOptions(nameOrPath, own, ownDataOptions) })
}

async function loadNamed(
  { name, options: known = {}, load }: DataSetFamily,
  asked: string,
  { split = 'train', directory, download, onProgress, signal, stallSeconds, ...options }: LoadDataSetOptions,
): Promise<DataSet | LabelledDataSet> {
  const fetching = withoutUndefined({ directory, download, onProgress, signal, stallSeconds })
  const dataSet = await load({ split, ...fetching, ...checkedOptions(name, options, known) })
  const named = ownName(name, dataSet.name) ? dataSet : { ...dataSet, name }
  if (asked !== name && asked !== named.name) {
    throw new DataError('WRONG_FILE', `'${asked}' is asked for, but what is there is '${named.name}'`)
  }
  return named
}

/** Whether a data set is called as its family is, as `uci-har, features 1 to 265 of 561` is; a file read by its path is not. */
const ownName = (family: string, name: string): boolean => name === family || name.startsWith(`${family}, `)

type Options = Readonly<Record<string, unknown>>

/** The options that are given, each of which must be known and valid. */
function checkedOptions(name: string, options: Options, known: NonNullable<DataSetFamily['options']>): Options {
  const given = withoutUndefined(options)
  for (const [option, value] of Object.entries(given)) {
    const schema = Object.hasOwn(known, option) ? known[option] : undefined
    if (schema === undefined) throw new DataError('BAD_PARAMETERS', `for '${name}' there is no option \`${option}\``)
    const { error } = schema.safeParse(value)
    if (error) throw new DataError('BAD_PARAMETERS', `${option} of '${name}': ${error.issues[0]!.message}`)
  }
  return given
}

const withoutUndefined = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
