import type { LatentModel } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { TrainingConfig } from './config.js'
import { TrainingError } from './errors.js'

/** A validation set, and when it is asked. */
export interface ValidationOptions {
  /** Prepared examples of M numbers each, that are not trained on. */
  readonly data: DataSet
  /** Iterations from one validation to the next, a multiple of `logEvery`; `logEvery` by default. The last iteration is one besides. */
  readonly every?: number
  /** Examples at a time; 500 by default. */
  readonly batchSize?: number
}

export type ValidationPlan = Required<ValidationOptions>

/**
 * The validation that is asked for, with its defaults.
 *
 * @throws TrainingError WRONG_VALIDATION where the configuration wants one that there is not, or its numbers make no sense
 */
export function planValidation(
  validation: ValidationOptions | undefined,
  { earlyStopping, bestBy, logEvery }: TrainingConfig,
): ValidationPlan | undefined {
  if (validation === undefined) {
    const wanting =
      earlyStopping !== null ? 'earlyStopping' : bestBy === 'validation' ? "bestBy: 'validation'" : undefined
    if (wanting === undefined) return undefined
    return refuse(
      `${wanting} goes by a validation set, and there is none. Give \`validation: { data }\` to train, or leave it out`,
    )
  }
  const { data, every = logEvery, batchSize = 500 } = validation
  if (!(Number.isInteger(every) && every > 0 && every % logEvery === 0)) {
    refuse(
      `validation.every must be a multiple of logEvery, ${logEvery}, since it is logged with training's own terms; got ${every}`,
    )
  }
  if (!(Number.isInteger(batchSize) && batchSize > 0)) {
    refuse(`validation.batchSize must be a whole number from 1 up, got ${batchSize}`)
  }
  if (data.count === 0) refuse(`validation.data, ${data.name}, has no examples; give at least one`)
  return { data, every, batchSize }
}

/**
 * Refuses a criterion that the model knows nothing of.
 *
 * @throws TrainingError WRONG_VALIDATION
 */
export function checkCriterion({ criterion }: TrainingConfig, model: LatentModel, terms: readonly string[]): void {
  if (terms.includes(criterion.term)) return
  refuse(
    `the model ${model.name} has no term '${criterion.term}' to evaluate. Set criterion.term to one of ${terms.join(', ')}`,
  )
}

function refuse(problem: string): never {
  throw new TrainingError('WRONG_VALIDATION', `${problem}.`)
}
