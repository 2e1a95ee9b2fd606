import type { Evaluation } from '@vsc/inference'
import type { TrainedRun } from '../experiment/experiment.js'

/** A trained model with what it makes of the test examples. */
export interface EvaluatedRun extends TrainedRun {
  readonly evaluation: Evaluation
}

/** The file name of a figure that shows this run: lower-case letters, digits and hyphens. */
export const figureName = (what: string, { run }: Pick<TrainedRun, 'run'>): string =>
  `${what}-${run.id}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')

/** What an ELBO depends on, for beside it: `Bernoulli`, or the Gaussian's variance floor. */
export function likelihoodOf({ model }: Pick<TrainedRun, 'model'>): string {
  const { likelihood, varianceFloor } = model.config as { likelihood: string; varianceFloor: number }
  return likelihood === 'bernoulli' ? 'Bernoulli' : `Gaussian, variance floor ${varianceFloor}`
}
