import type { Experiment } from '../experiment/experiment.js'
import type { Lab } from '../lab.js'
import type { Setting } from './setting.js'
import { settingsOf } from './settings-of.js'

/** Every key of an experiment's configuration, with the settings of each model under its name; none where it does not say its schema. */
export function experimentSettings(lab: Lab, { schema }: Experiment): readonly Setting[] {
  const settings = schema === undefined ? [] : settingsOf(schema(lab))
  const isRecorded = (key: string) =>
    lab.models.some(({ name }) => key === `${name}.encoder` || key === `${name}.decoder`)
  return settings.filter(({ key }) => !isRecorded(key))
}
