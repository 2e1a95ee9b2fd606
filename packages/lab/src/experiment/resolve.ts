import { type ConfigTree, isTree } from '../config/tree.js'
import { experimentNamed, type LabWithExperiments } from '../define-lab.js'
import { LabError } from '../errors.js'
import { type PresetName, presetNames } from '../presets/preset.js'
import type { Experiment, Plan } from './experiment.js'
import { checkedWithBatches } from './fitted-batches.js'
import { settledSweeps } from './settled-sweeps.js'

/** What was asked for, in layers. */
export interface ExperimentRequest {
  readonly lab: LabWithExperiments
  readonly name?: string
  readonly preset?: string
  /** The configuration file's contents. */
  readonly file?: ConfigTree
  /** In place of every seed of the configuration so far: models are trained with this one alone. */
  readonly seed?: number
  /** What the other options say, each over the one before. What they sweep is swept, in whatever order they stand. */
  readonly overrides?: readonly ConfigTree[]
}

/**
 * The plan of what was asked for: the preset, under the configuration file, under the seed, under the other options.
 *
 * @throws LabError naming every problem, in a line; LabError BAD_INPUT for an unknown experiment or preset
 */
export function resolvePlan({ lab, name, preset, file = {}, seed, overrides = [] }: ExperimentRequest): Plan {
  const experiment = experimentNamed(lab, agreed('experiment', name, file.experiment) ?? lab.experiments[0]?.name)
  const presets = experiment.presets(lab)
  const presetName = presetNamed(agreed('preset', preset, file.preset) ?? 'quick', experiment.name, presets)
  const named = { experiment: experiment.name, preset: presetName }
  const start = { ...presets[presetName], ...named }
  const known = () => ({ ...experiment.plan(start, lab).config }) as ConfigTree
  return checkedWithBatches({
    layers: settledSweeps(
      [start, file, ...(seed === undefined ? [] : [reseeded(known(), seed)])],
      [...overrides, named],
    ),
    check: (config) => experiment.plan(config, lab),
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
  throw new LabError(
    'BAD_INPUT',
    `the command line asks for ${key} '${given}' but the configuration file is for '${inFile}': leave one of them out`,
  )
}

function presetNamed(name: string, experiment: string, presets: ReturnType<Experiment['presets']>): PresetName {
  const preset = presetNames.find((candidate) => candidate === name)
  if (preset !== undefined && presets[preset] !== undefined) return preset
  const names = presetNames.filter((candidate) => presets[candidate] !== undefined).join(', ')
  throw new LabError('BAD_INPUT', `${experiment} has no preset '${name}'; there are: ${names}`)
}
