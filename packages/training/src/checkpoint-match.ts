import type { Shapes } from '@vsc/core'
import type { NamedTensors } from '@vsc/engine'
import type { Checkpoint } from './checkpoint.js'
import { TrainingError } from './errors.js'
import { differences, type RunDescription } from './run-description.js'

/** A run as it is now. */
export interface OwnRun {
  readonly expected: RunDescription
  /** Its model's. */
  readonly parameterShapes: Shapes
  /** The same of what an optimiser carries that is in Adam's place, if it is known. */
  readonly optimiserShapes?: Shapes | undefined
}

/** In what a checkpoint differs from a run: each setting and each tensor, as found and as expected; none where it fits. */
export function mismatches(
  { run, state, iteration }: Checkpoint,
  { expected, parameterShapes, optimiserShapes }: OwnRun,
): string[] {
  const adam = run.optimiser === undefined ? [state.firstMoment, state.secondMoment] : []
  const groups = [state.parameters, ...adam]
  const own = optimiserShapes && state.optimiserState && shapeDifferences(state.optimiserState, optimiserShapes)
  const { iterations } = expected.training
  return [
    ...(iteration > iterations ? [`iteration: ${iteration}, expected at most training.iterations, ${iterations}`] : []),
    ...differences(run, expected),
    ...new Set(groups.flatMap((tensors) => shapeDifferences(tensors, parameterShapes))),
    ...(own ?? []).map((problem) => `the optimiser's ${problem}`),
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
  const { iterations } = own.expected.training
  if (problems.length === 1 && checkpoint.iteration > iterations) {
    throw new TrainingError(
      'CHECKPOINT_MISMATCH',
      `The run has ${checkpoint.iteration} iterations behind it, more than the ${iterations} that are asked for. Ask for ${checkpoint.iteration} or more, or train into another folder.`,
    )
  }
  throw new TrainingError(
    'CHECKPOINT_MISMATCH',
    [
      `The checkpoint of iteration ${checkpoint.iteration} belongs to another run. Resume with the settings it was made with, or train into another folder. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}

/** In what tensors differ from these shapes, as lines such as `tensor w: shape [2], expected none`. */
export function shapeDifferences(tensors: NamedTensors, shapes: Shapes): string[] {
  const describe = (shape: readonly number[] | undefined) => (shape ? `shape [${shape.join(', ')}]` : 'none')
  const own = <T>(record: Readonly<Record<string, T>>, name: string) =>
    Object.hasOwn(record, name) ? record[name] : undefined
  return [...new Set([...Object.keys(tensors), ...Object.keys(shapes)])].flatMap((name) => {
    const [found, expected] = [describe(own(tensors, name)?.shape), describe(own(shapes, name))]
    return found === expected ? [] : [`tensor ${name}: ${found}, expected ${expected}`]
  })
}
