import { type DataSet, terminalDownloads } from '@vsc/data'
import { type DataSettings, type Lab, loadData } from '@vsc/lab'
import { note, type Terminal } from '../terminal.js'

/** How files are fetched: shown, and stopped by Ctrl-C. */
export const fetchOptions = ({ quiet, signal }: Terminal) => ({
  signal,
  ...(!quiet && { onProgress: terminalDownloads() }),
})

export type TestSettings = Omit<DataSettings, 'split'> & { readonly split?: DataSettings['split'] | undefined }

/**
 * Loads the test split, unless another is asked for; where there is none, the training split, and says so.
 */
export async function loadForTesting({ split, ...rest }: TestSettings, lab: Lab, terminal: Terminal): Promise<DataSet> {
  const settings = rest as Omit<DataSettings, 'split'>
  const load = (part: DataSettings['split']) =>
    loadData({ ...settings, split: part } as DataSettings, { lab, ...fetchOptions(terminal) })
  if (split !== undefined) return load(split)
  try {
    return await load('test')
  } catch (error) {
    const data = await load('train').catch(() => {
      throw error // it was not for the want of a test split
    })
    note(terminal, `${data.name} has no test split: these are examples that the model was trained on`)
    return data
  }
}
