import { adamPace, adamSettings } from '../adam/adam.js'
import { createArena } from '../adam/arena.js'
import { checkLearningRate, checkStep, checkTrainingState, createInputReader, trainingParts } from '../checks.js'
import { lossAndGradients } from '../gradients.js'
import { createLifecycle } from '../lifecycle.js'
import type { StepResult, TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import { copyTensors, type NamedTensors, type TensorSpec } from '../tensor.js'
import { trace } from '../tracing/trace.js'
import { createInPlaceSession } from './in-place.js'
import { type SessionOptions, tensorsOver } from './session.js'

const parameterKey = (name: string) => `parameter/${name}`
const inputKey = (name: string) => `input/${name}`
const gradientKey = (name: string) => `gradient/${name}`
const termKey = (name: string) => `term/${name}`
const LOSS = 'loss'

/**
 * Training in ONNX Runtime on the CPU: the graph computes the loss and its gradients, reading the parameters and writing the
 * gradients in the memory where the fused Adam kernel then updates them.
 */
export async function createOnnxTraining(
  definition: TrainingDefinition,
  options: SessionOptions,
): Promise<TrainingProgram> {
  const { name = 'training', parameters, inputs } = definition
  const settings = adamSettings(definition.adam)
  const parameterSpecs = mapRecord(parameters, ({ shape }): TensorSpec => ({ shape }))
  const arena = createArena(parameters, settings)
  const session = await createInPlaceSession(name, traceGradients(definition, parameterSpecs), options)

  const tensorOver = tensorsOver(options.ort)
  const loss = new Float32Array(1)
  const termNames = session.outputNames.filter((key) => key.startsWith(termKey('')))
  const terms = Object.fromEntries(termNames.map((key) => [key.slice(termKey('').length), new Float32Array(1)]))
  const feeds = mapRecord(arena.parameters, ({ data, shape }) => tensorOver(data, shape), parameterKey)
  const fetches = {
    ...mapRecord(arena.gradients, ({ data, shape }) => tensorOver(data, shape), gradientKey),
    ...mapRecord(terms, (data) => tensorOver(data, []), termKey),
    [LOSS]: tensorOver(loss, []),
  }

  const read = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  let adamStep = 0
  return {
    step: (given, { learningRate }) =>
      lifecycle.step(async (): Promise<StepResult> => {
        checkLearningRate(name, learningRate)
        read(given, (input, data) => {
          const key = inputKey(input)
          if (feeds[key]?.data !== data) feeds[key] = tensorOver(data, inputs[input]!.shape)
        })
        await session.run(feeds, fetches)
        const values = mapRecord(terms, (data) => data[0]!)
        checkStep(`${name}: the loss`, loss[0]!, values)
        // Clipping needs the norm before the update; otherwise the update's own pass finds it.
        const clipping = settings.clipNorm < Number.POSITIVE_INFINITY
        const normBefore = clipping ? arena.gradientNorm() : 0
        checkStep(`${name}: the norm of the gradient`, normBefore, values)
        const pace = adamPace(settings, { t: adamStep + 1, learningRate, gradientNorm: normBefore })
        const gradientNorm = arena.update(pace)
        checkStep(`${name}: the norm of the gradient`, gradientNorm, values)
        adamStep += 1
        return { loss: loss[0]!, terms: values, gradientNorm }
      }),
    async parameters() {
      lifecycle.check()
      return copyTensors(arena.parameters)
    },
    async readState({ copy = true } = {}) {
      lifecycle.check()
      const { parameters, firstMoment, secondMoment } = arena
      const read = copy ? copyTensors : (tensors: NamedTensors<Float32Array>) => tensors
      return {
        adamStep,
        parameters: read(parameters),
        firstMoment: read(firstMoment),
        secondMoment: read(secondMoment),
      }
    },
    async writeState(state) {
      lifecycle.check()
      checkTrainingState(name, state, parameterSpecs)
      for (const part of trainingParts) {
        for (const [key, { data }] of Object.entries(arena[part])) data.set(state[part][key]!.data)
      }
      adamStep = state.adamStep
    },
    async resetOptimizer() {
      lifecycle.check()
      for (const { data } of [...Object.values(arena.firstMoment), ...Object.values(arena.secondMoment)]) data.fill(0)
      adamStep = 0
    },
    async finish() {
      lifecycle.check()
      await lifecycle.end(() => session.release())
      return copyTensors(arena.parameters)
    },
    dispose: () => lifecycle.end(() => session.release()),
  }
}

function traceGradients(definition: TrainingDefinition, parameters: Record<string, TensorSpec>) {
  const { inputs } = definition
  const same = (spec: TensorSpec) => spec
  return trace({ ...mapRecord(parameters, same, parameterKey), ...mapRecord(inputs, same, inputKey) }, (tensors) => {
    const { loss, terms, gradients } = lossAndGradients(
      definition,
      mapRecord(parameters, (_, key) => tensors[parameterKey(key)]!),
      mapRecord(inputs, (_, key) => tensors[inputKey(key)]!),
    )
    return {
      ...mapRecord(gradients, (tensor) => tensor, gradientKey),
      ...mapRecord(terms, (term) => term.reshape([]), termKey),
      [LOSS]: loss.reshape([]),
    }
  })
}
