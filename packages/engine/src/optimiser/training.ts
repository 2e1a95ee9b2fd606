import { checkLearningRate, checkSameTensors, checkStep, checkStepCount, checkTensors } from '../checks.js'
import { EngineError } from '../errors.js'
import { createLifecycle } from '../lifecycle.js'
import type { Program, ProgramDefinition, StepResult, TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import type { NamedTensors, TensorSpec } from '../tensor.js'
import { checkOptimiser, type Optimiser } from './optimiser.js'
import { ITERATION, LEARNING_RATE, ownKey, parameterKey, stepOf, termKey } from './step.js'

type Floats = NamedTensors<Float32Array>

/**
 * Training by an optimiser that is not the engine's own: a program like any other, whose body is the loss, its gradients and what
 * the optimiser makes of them. So it runs wherever programs do. Where the loss or the gradient is not finite nothing moves.
 */
export async function createOptimisedTraining(
  definition: TrainingDefinition & { readonly optimiser: Optimiser },
  makeProgram: (definition: ProgramDefinition) => Promise<Program>,
): Promise<TrainingProgram> {
  // No function below may hold on to the parameters given: they would stay beside those of the program.
  const { parameters, ...rest } = definition
  const { name = 'training', inputs, optimiser, clipNorm = Number.POSITIVE_INFINITY } = rest
  checkOptimiser(optimiser)
  if (!(clipNorm > 0)) {
    throw new EngineError('WRONG_VALUE', `${name}: clipNorm must be a number above 0, got ${clipNorm}`)
  }
  const fresh = (from: Floats): Floats => {
    const own = optimiser.init(from)
    checkTensors(`${name}: the state of the optimiser ${optimiser.name},`, own, 'float32')
    return own
  }
  const own = fresh(parameters)
  const shapeOf = ({ shape }: TensorSpec): TensorSpec => ({ shape })
  const specs = { parameters: mapRecord(parameters, shapeOf), own: mapRecord(own, shapeOf) }
  const program = await makeProgram({
    name,
    state: together(parameters, own),
    inputs: { ...inputs, [LEARNING_RATE]: { shape: [] }, [ITERATION]: { shape: [] } },
    body: (state, given) => stepOf(rest, specs, { state, given, clipNorm }),
  })

  let taken = 0
  const lifecycle = createLifecycle(name)
  const read = async () => {
    const state = (await program.readState()) as Floats
    return {
      parameters: mapRecord(specs.parameters, (_, key) => state[parameterKey(key)]!),
      own: mapRecord(specs.own, (_, key) => state[ownKey(key)]!),
    }
  }
  const dispose = () => lifecycle.end(() => program.dispose())
  return {
    step: (given, { learningRate }) =>
      lifecycle.step(async () => {
        checkLearningRate(name, learningRate)
        const outputs = await program.step({ ...given, [LEARNING_RATE]: learningRate, [ITERATION]: taken })
        const found = numbersOf(outputs)
        checkStep(`${name}: the loss`, found.loss, found.terms)
        checkStep(`${name}: the norm of the gradient`, found.gradientNorm, found.terms)
        taken += 1
        return found
      }),
    parameters: () => lifecycle.step(async () => (await read()).parameters),
    readState: () =>
      lifecycle.step(async () => {
        const state = await read()
        return {
          adamStep: taken,
          parameters: state.parameters,
          firstMoment: {},
          secondMoment: {},
          optimiserState: state.own,
        }
      }),
    writeState: (state) =>
      lifecycle.step(async () => {
        const { firstMoment, secondMoment, optimiserState = {} } = state
        checkSameTensors(`Adam's moments written to ${name}`, { ...firstMoment, ...secondMoment }, {})
        checkSameTensors(`the parameters written to ${name}`, state.parameters, specs.parameters)
        checkSameTensors(`the optimiserState written to ${name}`, optimiserState, specs.own)
        checkStepCount(name, state)
        await program.writeState(together(state.parameters, optimiserState))
        taken = state.adamStep
      }),
    resetOptimizer: () =>
      lifecycle.step(async () => {
        const { parameters } = await read()
        await program.writeState(together(parameters, fresh(parameters)))
        taken = 0
      }),
    async finish() {
      const { parameters } = await lifecycle.step(read)
      await dispose()
      return parameters
    },
    dispose,
  }
}

const together = (parameters: Floats, own: Floats): Floats => ({
  ...(mapRecord(parameters, (tensor) => tensor, parameterKey) as Floats),
  ...(mapRecord(own, (tensor) => tensor, ownKey) as Floats),
})

function numbersOf(outputs: Readonly<Record<string, ArrayLike<number>>>): StepResult {
  const terms = Object.keys(outputs).filter((key) => key.startsWith(termKey('')))
  return {
    loss: outputs.loss![0]!,
    terms: Object.fromEntries(terms.map((key) => [key.slice(termKey('').length), outputs[key]![0]!])),
    gradientNorm: outputs.gradientNorm![0]!,
  }
}
