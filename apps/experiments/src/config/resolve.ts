import { z } from 'zod'
import { ExperimentError } from '../errors.js'
import type { ConfigTree, Experiment, Plan } from '../experiment.js'
import { experimentNamed, experiments } from '../registry.js'
import { type PresetName, presetNames } from './experiment-keys.js'
import { merge } from './merge.js'
import { problemsOf } from './problems.js'

/** What was asked for, in layers. */
export interface Request {
  readonly name?: string
  readonly preset?: string
  /** The configuration file's contents. */
  readonly file?: ConfigTree
  /** What the other options say, each over the one before. */
  readonly overrides?: readonly ConfigTree[]
}

/**
 * The plan of what was asked for: the preset, under the configuration file, under the other options.
 *
 * @throws ExperimentError BAD_INPUT naming every problem, in a line
 */
export function resolvePlan({ name, preset, file = {}, overrides = [] }: Request): Plan {
  const experiment = experimentNamed(agreed('experiment', name, file.experiment) ?? experiments[0].name)
  const presetName = presetNamed(agreed('preset', preset, file.preset) ?? 'quick')
  const named = { experiment: experiment.name, preset: presetName }
  const start = { ...experiment.presets[presetName], ...named }
  try {
    return experiment.plan([file, ...overrides, named].reduce(merge, start))
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new ExperimentError('BAD_INPUT', problemsOf(error, knownConfig(experiment, start)).join('; '), {
      cause: error,
    })
  }
}

const knownConfig = (experiment: Experiment, start: ConfigTree): unknown => experiment.plan(start).config

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
