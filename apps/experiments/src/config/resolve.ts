import { type ConfigTree, checkedLayers, isTree } from '@vsc/config'
import { ExperimentError } from '../errors.js'
import type { Plan } from '../experiment.js'
import { experimentNamed, experiments } from '../registry.js'
import { type PresetName, presetNames } from './experiment-keys.js'
import { settledSweeps } from './settled-sweeps.js'

/** What was asked for, in layers. */
export interface Request {
  readonly name?: string
  readonly preset?: string
  /** The configuration file's contents. */
  readonly file?: ConfigTree
  /** In place of every seed of the configuration so far: models are trained with this one alone. */
  readonly seed?: number
  /** What the other options say, each over the one before. */
  readonly overrides?: readonly ConfigTree[]
}

/**
 * The plan of what was asked for: the preset, under the configuration file, under the seed, under the other options.
 *
 * @throws ConfigError naming every problem, in a line; ExperimentError BAD_INPUT for an experiment or preset that is none
 */
export function resolvePlan({ name, preset, file = {}, seed, overrides = [] }: Request): Plan {
  const experiment = experimentNamed(agreed('experiment', name, file.experiment) ?? experiments[0].name)
  const presetName = presetNamed(agreed('preset', preset, file.preset) ?? 'quick')
  const named = { experiment: experiment.name, preset: presetName }
  const start = { ...experiment.presets[presetName], ...named }
  const known = () => experiment.plan(start).config
  return checkedLayers({
    layers: settledSweeps([start, file, ...(seed === undefined ? [] : [reseeded(known(), seed)]), ...overrides, named]),
    check: (config) => experiment.plan(config),
    known,
  })
}

/** Every seed that a configuration has, with this value. */
function reseeded(config: ConfigTree, seed: number): ConfigTree {
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
      if (key === 'seed') return [[key, seed]]
      if (key === 'seeds') return [[key, [seed]]]
      const within = isTree(value) ? reseeded(value, seed) : {}
      return Object.keys(within).length === 0 ? [] : [[key, within]]
    }),
  )
}

/** What the command line says or else the file; they may not differ, since the file's other keys go with its own. */
function agreed(key: 'experiment' | 'preset', given: string | undefined, inFile: unknown): string | undefined {
  if (inFile === undefined || inFile === given) return given
  if (given === undefined) return String(inFile)
  throw new ExperimentError(
    'BAD_INPUT',
    `the command line asks for ${key} '${given}' but the configuration file is for '${inFile}': leave one of them out`,
  )
}

function presetNamed(name: string): PresetName {
  const preset = presetNames.find((candidate) => candidate === name)
  if (preset !== undefined) return preset
  throw new ExperimentError('BAD_INPUT', `there is no preset '${name}'; there are: ${presetNames.join(', ')}`)
}
