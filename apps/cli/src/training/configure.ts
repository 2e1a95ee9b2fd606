import { type ConfigTree, checkedLayers, isTree, parseAssignment, readConfigFile } from '@vsc/config'
import type { DataSet } from '@vsc/data'
import { type DataKind, dataKindOf, type ModelName, type PresetName, presetFor } from '@vsc/models'
import { unfinishedSchedules } from '@vsc/training'
import { dataSettingsKeys } from '../data/data-settings.js'
import { loadData } from '../data/load.js'
import { badInput } from '../errors.js'
import type { Terminal } from '../terminal.js'
import { asConfiguration, type Configuration, configurationSchema, isModelName } from './configuration.js'

/** What the command line of `vsc train` says. */
export interface TrainingRequest {
  readonly model?: ModelName
  readonly data?: string
  readonly preset: PresetName
  readonly config?: string
  readonly set?: readonly string[]
  readonly seed?: number
  readonly engine?: string
}

export interface Configured {
  readonly configuration: Configuration
  /** The data that it is about, loaded: part of a preset depends on it. */
  readonly data: DataSet
  /** What is valid and yet hardly meant. */
  readonly warnings: readonly string[]
}

/**
 * The configuration that was asked for: the preset, under the configuration file, under single settings and options.
 *
 * @throws ConfigError naming every problem in one line, each with the path of its key; whatever loading the data throws
 */
export async function configure({ preset, ...request }: TrainingRequest, terminal: Terminal): Promise<Configured> {
  const asked = await askedFor(request)
  const check = (kind: DataKind) => checkedAgainst(asked, preset, kind)
  const data = await loadData(check('unit').data, terminal) // every problem is named before data are fetched
  const configuration = check(dataKindOf(data))
  const { batchSize } = configuration.training
  if (batchSize > data.count) {
    throw badInput(
      `training.batchSize: ${batchSize}, but ${data.name} has ${data.count} examples; set it to these or fewer`,
    )
  }
  const warnings = unfinishedSchedules(configuration.training).map((problem) => `training.${problem}`)
  return { configuration, data, warnings }
}

/** Everything but the preset: the file under the settings. */
async function askedFor({ model, data, config, set = [], seed, engine }: Omit<TrainingRequest, 'preset'>) {
  const options = {
    ...(model !== undefined && { model: { name: model } }),
    ...(data !== undefined && { data: { name: data } }),
    ...(seed !== undefined && { training: { seed } }),
    ...(engine !== undefined && { engine }),
  }
  const file = config === undefined ? {} : asConfiguration(await readConfigFile(config))
  return [file, ...set.map(parseAssignment), options]
}

function checkedAgainst(asked: readonly ConfigTree[], preset: PresetName, kind: DataKind): Configuration {
  const given = lastOf(asked, 'model', 'name')
  const model = isModelName(given) ? given : 'vsc' // what is none is refused by the schema
  const name = String(lastOf(asked, 'data', 'name') ?? 'smiley')
  const iterations = lastOf(asked, 'training', 'iterations')
  const known = presetFor({
    model,
    data: { name, kind },
    preset,
    ...(typeof iterations === 'number' && { iterations }),
  })
  const start = { ...known, model: { name: model, ...known.model }, data: { ...known.data, name } }
  return checkedLayers({
    layers: [start, ...asked],
    check: (config) => configurationSchema.parse(config),
    known: () => ({ ...configurationSchema.parse(start), data: dataSettingsKeys }),
  })
}

function lastOf(layers: readonly ConfigTree[], section: string, key: string): unknown {
  return layers
    .map((layer) => (isTree(layer[section]) ? layer[section][key] : undefined))
    .findLast((value) => value !== undefined)
}
