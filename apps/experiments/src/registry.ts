import { activations } from './activations/experiment.js'
import { codes } from './codes/experiment.js'
import { conditional } from './conditional/experiment.js'
import { elbo } from './elbo/experiment.js'
import { ExperimentError } from './errors.js'
import type { Experiment } from './experiment.js'
import { interpolation } from './interpolation/experiment.js'
import { smileyCorrelation } from './smiley-correlation/experiment.js'

/** Every experiment there is; the first is what is run where none is named. */
export const experiments: readonly [Experiment, ...Experiment[]] = [
  smileyCorrelation,
  activations,
  conditional,
  interpolation,
  codes,
  elbo,
]

/** @throws ExperimentError BAD_INPUT for a name that is none, listing those there are */
export function experimentNamed(name: string): Experiment {
  const experiment = experiments.find((candidate) => candidate.name === name)
  if (experiment !== undefined) return experiment
  const names = experiments.map((candidate) => candidate.name).join(', ')
  throw new ExperimentError('BAD_INPUT', `there is no experiment '${name}'; there are: ${names}`)
}
