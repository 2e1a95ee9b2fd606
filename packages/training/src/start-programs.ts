import type { LatentModel, Shapes } from '@vsc/core'
import type { DataSet } from '@vsc/data'
import type { Engine, NamedTensors, Optimiser, TrainingProgram } from '@vsc/engine'
import { createRng, type Label } from '@vsc/random'
import type { Checkpoint } from './checkpoint.js'
import { shapeDifferences } from './checkpoint-match.js'
import type { TrainingConfig } from './config.js'
import { TrainingError } from './errors.js'
import { lossOf, type StepInputs } from './step-inputs.js'
import { createValidator, type Validator } from './validation.js'
import { checkCriterion, type ValidationPlan } from './validation-plan.js'

interface Started {
  readonly model: LatentModel
  readonly data: DataSet
  readonly engine: Engine
  readonly config: TrainingConfig
  readonly inputs: StepInputs
  readonly validation: ValidationPlan | undefined
  readonly optimiser: Optimiser | undefined
}

interface Programs {
  readonly program: TrainingProgram
  readonly validator: Validator | undefined
  readonly optimiserShapes: Shapes | undefined
}

/**
 * Takes the objective, and what validation asks, to the engine, which copies the initial parameters: they are drawn in here alone, so
 * that no run holds on to them.
 */
export async function startPrograms(options: Started): Promise<Programs> {
  const { model, data, engine, config, inputs, validation, optimiser } = options
  const { seed, clipNorm } = config
  const parameters = model.init({ rng: createRng(seed).fork('init'), examples: someExamples(data, seed) })
  checkParameters(model, parameters)
  const clip = clipNorm === null ? {} : { clipNorm }
  const program = await engine.training({
    name: model.name,
    parameters,
    inputs: inputs.specs,
    loss: lossOf(model),
    ...(optimiser === undefined ? { adam: clip } : { optimiser, ...clip }),
  })
  let validator: Validator | undefined
  try {
    validator = validation && (await createValidator({ ...validation, model, engine, parameters, seed }))
    if (validator !== undefined) checkCriterion(config, model, validator.terms)
  } catch (error) {
    await validator?.dispose()
    await program.dispose()
    throw error
  }
  return { program, validator, optimiserShapes: optimiser && shapesOf(optimiser.init(parameters)) }
}

/** Puts the program where a checkpoint was taken, and forgets the checkpoint's tensors. */
export async function restore(program: TrainingProgram, checkpoint: Checkpoint | undefined) {
  if (checkpoint === undefined) return undefined
  const { state, ...rest } = checkpoint
  await program.writeState(state)
  return rest
}

/**
 * Refuses data of another width than the model's.
 *
 * @throws TrainingError WRONG_DATA
 */
export function checkData(model: LatentModel, data: DataSet): void {
  if (data.dim === model.dataDim) return
  throw new TrainingError(
    'WRONG_DATA',
    `The model ${model.name} takes examples of ${model.dataDim} numbers, those of ${data.name} have ${data.dim}. Set the model's dataDim to ${data.dim}.`,
  )
}

function checkParameters(model: LatentModel, parameters: NamedTensors): void {
  const problems = shapeDifferences(parameters, model.parameterShapes)
  if (problems.length === 0) return
  throw new TrainingError(
    'WRONG_PARAMETERS',
    [
      `The model ${model.name} does not start with the parameters that its parameterShapes say. Correct its init or its parameterShapes. It has:`,
      ...problems,
    ].join('\n  - '),
  )
}

const shapesOf = (tensors: NamedTensors): Shapes =>
  Object.fromEntries(Object.entries(tensors).map(([name, { shape }]) => [name, shape]))

/** Examples [n, M] for models that start from some. */
function someExamples(data: DataSet, seed: Label): Float32Array {
  return data.read(createRng(seed).fork('examples').permutation(data.count).subarray(0, 1000))
}
