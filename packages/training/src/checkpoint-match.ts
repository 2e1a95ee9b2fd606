import type { NamedTensors } from '@vsc/engine'
import type { Checkpoint } from './checkpoint.js'
import { TrainingError } from './errors.js'
import { differences, type RunDescription } from './run-description.js'

/**
 * Refuses a checkpoint that another model, another configuration or other data made.
 *
 * @param parameters the parameters of the model as it is now, for their names and shapes
 * @throws TrainingError CHECKPOINT_MISMATCH listing each setting and each tensor that differs, found and expected
 */
export function checkCheckpoint(
  { run, state, iteration }: Checkpoint,
  { expected, parameters }: { readonly expected: RunDescription; readonly parameters: NamedTensors },
): void {
  const groups = [state.parameters, state.firstMoment, state.secondMoment]
  const { iterations } = expected.training
  const problems = [
    ...(iteration > iterations ? [`iteration: ${iteration}, expected at most training.iterations, ${iterations}`] : []),
    ...differences(run, expected),
    ...new Set(groups.flatMap((tensors) => shapeDifferences(tensors, parameters))),
  ]
  if (problems.length === 0) return
  throw new TrainingError(
    'CHECKPOINT_MISMATCH',
    [
      `The checkpoint of iteration ${iteration} belongs to another run. Resume with the settings it was made with, or train into another folder. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}

function shapeDifferences(found: NamedTensors, expected: NamedTensors): string[] {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)])
  const shapeOf = (tensors: NamedTensors, name: string) =>
    Object.hasOwn(tensors, name) ? `shape [${tensors[name]!.shape.join(', ')}]` : 'none'
  return [...names]
    .filter((name) => shapeOf(found, name) !== shapeOf(expected, name))
    .map((name) => `tensor ${name}: ${shapeOf(found, name)}, expected ${shapeOf(expected, name)}`)
}
