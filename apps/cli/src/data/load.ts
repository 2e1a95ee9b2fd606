import { type DataSet, prepare, smileyDataSet } from '@vsc/data'
import type { RunDescription } from '@vsc/training'
import { badInput } from '../errors.js'
import { type DataSettings, dataSettingsSchema } from './data-settings.js'

export async function loadData({ name, split, count, seed, preparation }: DataSettings): Promise<DataSet> {
  if (name !== 'smiley') throw badInput(`there is no data set '${name}'`)
  return prepare(smileyDataSet({ count: count ?? 60_000, seed: seed ?? 1, split }), preparation ?? 'none')
}

/** What a run says of the data that it was trained on. */
export const settingsOfRun = ({ data: { name, provenance } }: Pick<RunDescription, 'data'>): DataSettings =>
  dataSettingsSchema.parse({ name, ...provenance })
