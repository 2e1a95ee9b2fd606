import { resolve } from 'node:path'
import type { DataKind } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import { unfinishedSchedules } from '@vsc/training'
import { refuseConflicts } from '../config/conflicts.js'
import { checkedLayers } from '../config/layers.js'
import { readConfigFile } from '../config/read-file.js'
import { type ConfigTree, isTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import { type Lab, modelNamed } from '../lab.js'
import { dataKindOf } from '../presets/data-kind.js'
import { type Preset, type PresetName, presetFor } from '../presets/preset.js'
import { type RunRequest, saidOf } from './command-line.js'
import { type DataSettings, dataSettingsKeys } from './data-settings.js'
import type { LoadingOptions } from './load-data.js'
import {
  asRunConfiguration,
  type ModelSettings,
  type RunConfiguration,
  runConfigurationSchema,
  schedulesOf,
} from './run-configuration.js'
import { batchRemark, fittedTraining } from './small-data.js'
import { loadTrainingExamples } from './training-examples.js'

/** A checked configuration, its data and its warnings. */
export interface ConfiguredRun {
  readonly configuration: RunConfiguration
  /** The data that it is about, loaded: part of a preset depends on it. */
  readonly data: DataSet
  /** What was noticed in the data, and chosen because of them. */
  readonly remarks: readonly string[]
  /** What is valid but probably not meant. */
  readonly warnings: readonly string[]
}

/** The lab that names are looked up in, and how data are loaded. */
export interface ConfiguringOptions extends Omit<LoadingOptions, 'lab'> {
  readonly lab: Lab
  /** Loads the data of a configuration, such as `loadTrainingData`, which loads the same but once; as it stands by default. */
  readonly load?: (configuration: RunConfiguration) => Promise<DataSet>
}

/**
 * The configuration that was asked for.
 *
 * @throws LabError BAD_CONFIG naming every problem in one line, each with the path of its key; whatever loading the data throws
 */
export async function configureRun(request: RunRequest, options: ConfiguringOptions): Promise<ConfiguredRun> {
  const { lab, load = ({ data }) => loadTrainingExamples(data, options) } = options
  const { preset = 'quick' } = request
  const asked = await askedFor(lab, request)
  const check = (kind: DataKind) => checkedAgainst(lab, { asked, preset, kind })
  const data = await load(check('unit')) // every problem is named before data are fetched
  const configuration = check(dataKindOf(data))
  const { batchSize } = configuration.training
  const isTooLarge = batchSize > data.count
  if (isTooLarge && lastOf(asked, 'training', 'batchSize') !== undefined) {
    throw new LabError(
      'BAD_CONFIG',
      `training.batchSize: ${batchSize}, but ${data.name} has ${data.count} example${data.count === 1 ? '' : 's'}; set it to ${data.count} or less`,
    )
  }
  const training = fittedTraining(configuration.training, data)
  return {
    configuration: { ...configuration, data: withPreparation(configuration.data, data), training },
    data,
    remarks: [...(data.remarks ?? []), ...(isTooLarge ? [batchRemark(configuration.training, data)] : [])],
    warnings: unfinishedSchedules(training).map((problem) => `training.${problem}`),
  }
}

/** How the data are prepared, also where that was left open. */
const withPreparation = (settings: DataSettings, { preparation }: DataSet): DataSettings =>
  settings.preparation !== undefined || preparation === undefined
    ? settings
    : { ...settings, preparation: preparation.kind }

/** Everything but the preset: the file under the settings. */
async function askedFor(lab: Lab, request: RunRequest): Promise<readonly ConfigTree[]> {
  const { config, preset, layers = [] } = request
  const given = config === undefined ? {} : await readConfigFile(config)
  const file = asRunConfiguration(lab, given)
  if (preset !== undefined && file !== given) {
    throw new LabError(
      'BAD_INPUT',
      `--preset ${preset} and --config ${config}: the file is that of a run and says all that a preset would; leave one of them out`,
    )
  }
  const said = saidOf(request)
  const over = said.map(({ means }) => means)
  const model = String(lastOf([file, ...over], 'model', 'name') ?? 'vsc')
  refuseConflicts(said.map(({ words, means }) => ({ words, means: underModel(means, model) })))
  const all = [...over, ...layers]
  return [forData(file, lastOf(all, 'data', 'name')), ...all]
}

/** A configuration that is taken for other data than it names, without what holds of these alone. */
function forData(file: ConfigTree, name: unknown): ConfigTree {
  const { data } = file
  if (name === undefined || !isTree(data) || data.name === name || data.name === resolve(String(name))) return file
  const { sha256, preparation, ...rest } = data
  const kind = isTree(preparation) ? preparation.kind : preparation
  return { ...file, data: { ...rest, ...(kind !== undefined && { preparation: kind }) } }
}

interface Asked {
  readonly asked: readonly ConfigTree[]
  readonly preset: PresetName
  readonly kind: DataKind
}

function checkedAgainst(lab: Lab, { asked, preset, kind }: Asked): RunConfiguration {
  const model = lastOf(asked, 'model', 'name') ?? 'vsc'
  const name = String(lastOf(asked, 'data', 'name') ?? 'smiley')
  const iterations = lastOf(asked, 'training', 'iterations')
  const family = lab.models.find((each) => each.name === model) ?? lab.models[0]! // the schema refuses an unknown one
  const known = presetFor({ model: family, data: { name, kind }, preset, ...(isCount(iterations) && { iterations }) })
  const start = {
    ...known,
    model: { name: family.name, ...known.model } as ModelSettings,
    data: { ...known.data, name },
  }
  const layers = asked.map((layer) => underModel(layer, family.name))
  const settled: ModelSettings = Object.assign({}, start.model, ...layers.map(({ model }) => model))
  const schema = runConfigurationSchema(lab)
  return checkedLayers({
    layers: [withSchedules(start, wantedBy(lab, settled, start.model)), ...layers],
    check: (config) => schema.parse(config),
    known: () => ({
      ...schema.parse(withSchedules(start, wantedBy(lab, start.model, start.model))),
      data: dataSettingsKeys(lab, name),
    }),
  })
}

/** `vsc.alpha` is `model.alpha` where VSC is the model: so the keys of an experiment mean the same here. */
export function underModel(layer: ConfigTree, model: string): ConfigTree {
  const { [model]: settings, ...rest } = layer
  if (!isTree(settings)) return layer
  return { ...rest, model: { ...settings, ...(isTree(rest.model) && rest.model) } }
}

type Start = Pick<Preset, 'training'> & { readonly model: ModelSettings }

/** A preset with those of its schedules that the model asks for. */
function withSchedules<S extends Start>(start: S, wanted: readonly string[]): S {
  const { schedules = {}, ...training } = start.training
  const asked = Object.entries(schedules).filter(([name]) => wanted.includes(name))
  return { ...start, training: { ...training, schedules: Object.fromEntries(asked) } }
}

/** What the model asks for as it is set; settings that are not valid are refused by the schema, and change nothing here. */
function wantedBy(lab: Lab, settled: ModelSettings, start: ModelSettings): readonly string[] {
  try {
    const { name, latentDim, ...settings } = settled
    return schedulesOf(lab, { ...(modelNamed(lab, name).settings.parse(settings) as object), name, latentDim })
  } catch {
    return start === settled ? [] : wantedBy(lab, start, start)
  }
}

function lastOf(layers: readonly ConfigTree[], section: string, key: string): unknown {
  return layers
    .map((layer) => (isTree(layer[section]) ? layer[section][key] : undefined))
    .findLast((value) => value !== undefined)
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0
