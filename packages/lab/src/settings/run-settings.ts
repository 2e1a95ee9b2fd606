import { scheduleRanges } from '@vsc/core'
import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { type Lab, modelNamed } from '../lab.js'
import { commonKeys, dataOptionsOf } from '../run-config/data-settings.js'
import { engineKey, namedModelKeys, trainingKeys } from '../run-config/run-configuration.js'
import type { Setting } from './setting.js'
import { settingsOf } from './settings-of.js'

/**
 * Every key of the configuration of a run with this model and these data, one's own among them.
 *
 * @param options.data the name of a data set, or a path
 * @throws LabError UNKNOWN_MODEL
 */
export const runSettings = (
  lab: Lab,
  { model, data }: { readonly model: string; readonly data: string },
): readonly Setting[] => [...modelSettings(lab, model), ...dataSettings(lab, data), ...trainingSettings(lab, model)]

/** Those of a model: `model.name`, `model.latentDim` and its own. */
export const modelSettings = (lab: Lab, model: string): readonly Setting[] => [
  ...settingsOf(z.strictObject(namedModelKeys), { prefix: 'model.' }).map((setting) =>
    setting.key === 'model.name' ? { ...setting, range: lab.models.map(({ name }) => name).join(', ') } : setting,
  ),
  ...settingsOf(modelNamed(lab, model).settings, { prefix: 'model.', without: ['encoder', 'decoder'] }),
]

/** Those of a data set, or of one's own data where it has no name of the lab's. */
export function dataSettings(lab: Lab, data: string): readonly Setting[] {
  const options = Object.fromEntries(
    Object.entries(dataOptionsOf(lab, data)).map(([key, schema]) => [key, schema.optional()]),
  )
  const { name, ...common } = commonKeys
  return settingsOf(z.strictObject({ name, ...options, ...common }), { prefix: 'data.' }).map((setting) =>
    setting.key === 'data.name'
      ? { ...setting, range: `${lab.dataSets.map((each) => each.name).join(', ')}, or a path` }
      : setting,
  )
}

/** Those of training, with the schedules that the model may ask for, and the engine. */
export const trainingSettings = (lab: Lab, model?: string): readonly Setting[] => [
  ...settingsOf(trainingConfigSchema.extend(trainingKeys), { prefix: 'training.' }).flatMap((setting) =>
    setting.key === 'training.schedules' ? [setting, ...scheduleSettings(lab, model)] : [setting],
  ),
  ...settingsOf(z.strictObject({ engine: engineKey })),
]

/** The schedules of a model, of all of its forms; those of every model where none is named. */
function scheduleSettings(lab: Lab, model: string | undefined): readonly Setting[] {
  const named = settingsOf(z.strictObject(scheduleRanges), { prefix: 'training.schedules.' })
  const keys = model === undefined ? undefined : schedulesOfForms(lab, model)
  return named
    .filter(({ key }) => keys === undefined || keys.has(key.slice('training.schedules.'.length)))
    .map((setting) => ({ ...setting, range: `${setting.range}, or a schedule of such` }))
}

/** A model asks for some schedules only where a switch of its settings is on. */
function schedulesOfForms(lab: Lab, model: string): ReadonlySet<string> {
  const { settings, schedules } = modelNamed(lab, model)
  const start = settings.safeParse({}).data
  if (schedules === undefined || typeof start !== 'object' || start === null)
    return new Set(Object.keys(scheduleRanges))
  const switches = Object.entries(start).filter(([, value]) => value === false)
  const forms = [{}, ...switches.map(([key]) => ({ [key]: true }))]
  return new Set(forms.flatMap((form) => [...schedules({ ...start, ...form })]))
}
