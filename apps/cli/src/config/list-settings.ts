import {
  experimentNamed,
  experimentSettings,
  type LabWithExperiments,
  nearestKey,
  runSettings,
  type Setting,
} from '@vsc/lab'
import type { LabOptions } from '../command.js'
import { badInput } from '../errors.js'
import { labOf } from '../lab.js'
import { print, type Terminal } from '../terminal.js'
import { wrapped } from '../wrapped.js'

export interface ListSettingsOptions extends LabOptions {
  /** Those that are this key, lie under it or begin with it; all where there is none. */
  readonly key?: string | undefined
  readonly model?: string
  readonly data?: string
  readonly experiment?: string
  readonly json?: boolean
}

/** `vsc config` */
export async function listSettings(options: ListSettingsOptions, terminal: Terminal): Promise<void> {
  const { key, model = 'vsc', data = 'smiley', experiment, json = false } = options
  const lab = await labOf(options, terminal)
  const settings = experiment === undefined ? runSettings(lab, { model, data }) : ofExperiment(lab, options)
  const others = experiment === undefined ? { model, data } : {}
  const shown = chosen(settings, experiment === undefined ? underModel(key, model) : key, others)
  print(terminal, { json }, { json: { settings: shown }, text: shown.map(inWords).join('\n\n') })
}

function ofExperiment(lab: LabWithExperiments, { experiment, model, data }: ListSettingsOptions): readonly Setting[] {
  if (model !== undefined || data !== undefined) {
    throw badInput('an experiment names its models and data itself: leave out --model and --data')
  }
  const settings = experimentSettings(lab, experimentNamed(lab, experiment))
  if (settings.length > 0) return settings
  throw badInput(`${experiment} does not say which settings it has: its record has no schema`)
}

/** `vsc.alpha` is `model.alpha`, as `--set` takes it. */
const underModel = (key: string | undefined, model: string): string | undefined =>
  key === model || key?.startsWith(`${model}.`) ? `model${key.slice(model.length)}` : key

interface Chosen {
  readonly model?: string
  readonly data?: string
}

function chosen(settings: readonly Setting[], key: string | undefined, { model, data }: Chosen): readonly Setting[] {
  if (key === undefined) return settings
  const found = settings.filter((each) => each.key.toLowerCase().startsWith(key.toLowerCase()))
  if (found.length > 0) return found
  const keys = settings.map((each) => each.key)
  const meant = nearestKey(key, keys)
  const hint = meant === undefined ? `keys begin with ${sectionsOf(keys).join(', ')}` : `did you mean ${meant}?`
  if (meant === undefined && data !== undefined && key.startsWith('data.')) {
    throw badInput(`there is no key '${key}' of ${data}; --data names other data, which may have it`)
  }
  if (meant === undefined && model !== undefined && key.startsWith('model.')) {
    throw badInput(`there is no key '${key}' of ${model}; --model names another model, which may have it`)
  }
  throw badInput(`there is no key '${key}'; ${hint}`)
}

const sectionsOf = (keys: readonly string[]): string[] => [...new Set(keys.map((key) => key.split('.')[0]!))]

const inWords = (setting: Setting): string =>
  [
    setting.default === undefined ? setting.key : `${setting.key} = ${JSON.stringify(setting.default)}`,
    ...[setting.range, setting.meaning].filter(Boolean).flatMap((text) => wrapped(text, { width: 100, indent: 4 })),
  ].join('\n')
