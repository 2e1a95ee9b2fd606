import type { StepResult } from '@vsc/engine'
import { TrainingError } from './errors.js'

/**
 * Refuses a step of which a reported term is not finite though the loss is.
 *
 * @throws TrainingError NOT_FINITE
 */
export function checkTerms({ terms }: StepResult): void {
  for (const name in terms) {
    if (!Number.isFinite(terms[name])) throw new TrainingError('NOT_FINITE', `the term ${name} is ${terms[name]}`)
  }
}

interface FailedStep {
  readonly iteration: number
  readonly iterations: number
  readonly checkpoint: string | undefined
  /** The least and the largest number of the data. */
  readonly range: readonly [number, number]
}

/** Numbers beyond this are taken for data that was not prepared: bytes, mostly. */
const largeNumber = 20

function adviceFor([lowest, highest]: readonly [number, number]): string {
  if (Math.max(-lowest, highest) > largeNumber) {
    return `The data's numbers range from ${lowest} to ${highest}: prepare them, by data.preparation=unit or standardise in a configuration, or prepare(data, 'standardise') of @vsc/data.`
  }
  return 'Train again into another folder with a smaller learningRate, with clipNorm, or with tighter bounds in the model.'
}

/** The error of a run that a loss, gradient or term which is not finite has stopped. Any other cause is given back as it is. */
export function explainNotFinite(cause: unknown, { iteration, iterations, checkpoint, range }: FailedStep): unknown {
  if (!isNotFinite(cause)) return cause
  const lastGood =
    checkpoint === undefined ? 'No checkpoint was written before.' : `The last good checkpoint is ${checkpoint}.`
  return new TrainingError(
    'NOT_FINITE',
    `Step ${iteration + 1} of ${iterations} blew up: ${cause.message}. ${lastGood} ${adviceFor(range)}`,
    { cause },
  )
}

/** Engines refuse such numbers by their own error of this code. It is known by that, since an engine may come from anywhere. */
const isNotFinite = (cause: unknown): cause is Error =>
  cause instanceof Error && (cause as { readonly code?: unknown }).code === 'NOT_FINITE'
