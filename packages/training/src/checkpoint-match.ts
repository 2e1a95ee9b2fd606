import type { TensorSpec } from '@vsc/engine'
import type { Checkpoint } from './checkpoint.js'
import { TrainingError } from './errors.js'
import { differences, type RunDescription } from './run-description.js'

/** A run as it is now. */
export interface OwnRun {
  readonly expected: RunDescription
  /** The names and shapes of its model's parameters. */
  readonly parameters: TensorSpecs
}

type TensorSpecs = Readonly<Record<string, TensorSpec>>

/** In what a checkpoint differs from a run: each setting and each tensor, as found and as expected; none where it fits. */
export function mismatches({ run, state, iteration }: Checkpoint, { expected, parameters }: OwnRun): string[] {
  const groups = [state.parameters, state.firstMoment, state.secondMoment]
  const { iterations } = expected.training
  return [
    ...(iteration > iterations ? [`iteration: ${iteration}, expected at most training.iterations, ${iterations}`] : []),
    ...differences(run, expected),
    ...new Set(groups.flatMap((tensors) => shapeDifferences(tensors, parameters))),
  ]
}

/**
 * Refuses a checkpoint that another model, another configuration or other data made.
 *
 * @throws TrainingError CHECKPOINT_MISMATCH listing each setting and each tensor that differs, found and expected
 */
export function checkCheckpoint(checkpoint: Checkpoint, own: OwnRun): void {
  const problems = mismatches(checkpoint, own)
  if (problems.length === 0) return
  throw new TrainingError(
    'CHECKPOINT_MISMATCH',
    [
      `The checkpoint of iteration ${checkpoint.iteration} belongs to another run. Resume with the settings it was made with, or train into another folder. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}

function shapeDifferences(found: TensorSpecs, expected: TensorSpecs): string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)])
  const shapeOf = (tensors: TensorSpecs, name: string) =>
    Object.hasOwn(tensors, name) ? `shape [${tensors[name]!.shape.join(', ')}]` : 'none'
  return [...names]
    .filter((name) => shapeOf(found, name) !== shapeOf(expected, name))
    .map((name) => `tensor ${name}: ${shapeOf(found, name)}, expected ${shapeOf(expected, name)}`)
}
