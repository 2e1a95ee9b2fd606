import { stat } from 'node:fs/promises'
import type { DataSet, FileIdentity } from '@vsc/data'
import { dataSetNamed, fileIdentity } from '@vsc/data/node'
import type { DataSettings } from './data-settings.js'
import { type LoadingOptions, loadData } from './load-data.js'

/**
 * The examples that a run is to be trained on, with what their file is known by if they are one's own, so that the run can be given
 * the same again wherever they lie.
 *
 * @throws what `loadData` throws
 */
export async function loadTrainingExamples(
  settings: DataSettings,
  { known, ...options }: LoadingOptions & { readonly known?: FileIdentity | undefined },
): Promise<DataSet> {
  const data = await loadData(settings, options)
  if (!isOwnPath(settings.name, options)) return data
  if (known !== undefined && settings.sha256 !== undefined) return { ...data, file: known } // the numbers are the same
  const status = await stat(data.name).catch(() => undefined)
  const canBeReadAgain = status?.isFile() || status?.isDirectory() // as standard input and pipes cannot
  return canBeReadAgain ? { ...data, file: await fileIdentity(data.name) } : data
}

/** Whether this is the path of anyone's own data, and no data set's name. */
export const isOwnPath = (name: string, { lab }: Pick<LoadingOptions, 'lab'>): boolean =>
  dataSetNamed(name, lab.dataSets) === undefined
