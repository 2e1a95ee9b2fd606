import type * as ort from 'onnxruntime-node'
import { adamPace, adamSettings } from '../adam/adam.js'
import { checkLearningRate, checkStep, checkTrainingState, createInputReader, trainingParts } from '../checks.js'
import { createLifecycle } from '../lifecycle.js'
import { createSession, releaseSession, runSession, type SessionOptions, tensorsOver } from '../onnx/session.js'
import type { StepResult, TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import { type NamedTensors, sizeOf, type TensorSpec } from '../tensor.js'
import { createDeviceCopies, disposeTensors, type OrtTensors } from './state.js'
import { inputKey, nextKey, type Part, stateKey, termKey, traceStep } from './trace-step.js'

type State = Readonly<Record<Part, OrtTensors>>

/**
 * Training with the state left where it is computed: loss, gradients and Adam's update are one graph, whose new state stays on
 * the device and is what the next step is given. Only the batch goes up, and only the loss, its terms and the norm come down.
 */
export async function createDeviceTraining(
  definition: TrainingDefinition,
  options: SessionOptions,
): Promise<TrainingProgram> {
  const { name = 'training', parameters, inputs } = definition
  const settings = adamSettings(definition.adam)
  const specs = mapRecord(parameters, ({ shape }): TensorSpec => ({ shape }))
  const graph = traceStep(definition, specs, settings)
  const nextNames = Object.keys(graph.outputs).filter((key) => key.startsWith('next/'))
  const session = await createSession(name, graph, options, { onDevice: nextNames })
  const tensorOver = tensorsOver(options.ort)
  const copies = await createDeviceCopies(name, specs, options)

  const zeros = mapRecord(specs, ({ shape }) => ({ shape, data: new Float32Array(sizeOf(shape)) }))
  const upload = async (given: Readonly<Record<Part, NamedTensors>>): Promise<State> => ({
    parameters: await copies.upload(given.parameters),
    firstMoment: await copies.upload(given.firstMoment),
    secondMoment: await copies.upload(given.secondMoment),
  })
  let state = await upload({ parameters, firstMoment: zeros, secondMoment: zeros })
  let adamStep = 0
  const replace = (next: State) => {
    disposeState(state)
    state = next
  }
  const download = async (part: Part) => (await copies.download(state[part])) as NamedTensors<Float32Array>
  const downloadAll = async () => ({
    adamStep,
    parameters: await download('parameters'),
    firstMoment: await download('firstMoment'),
    secondMoment: await download('secondMoment'),
  })

  const read = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  const dispose = () =>
    lifecycle.end(async () => {
      disposeState(state)
      await releaseSession(session, options)
      await copies.release()
    })
  return {
    step: (given, { learningRate }) =>
      lifecycle.step(async () => {
        checkLearningRate(name, learningRate)
        const { stepSize, rootScale } = adamPace(settings, { t: adamStep + 1, learningRate })
        const feeds: Record<string, ort.Tensor> = {
          ...feedsOf(state),
          stepSize: tensorOver(Float32Array.of(stepSize), []),
          rootScale: tensorOver(Float32Array.of(rootScale), []),
        }
        read(given, (input, data) => {
          feeds[inputKey(input)] = tensorOver(data, inputs[input]!.shape)
        })
        const results = await runSession(name, session, feeds)
        const next = stateIn(results, Object.keys(specs))
        const found = readNumbers(results)
        try {
          checkStep(`${name}: the loss`, found.loss, found.terms)
          checkStep(`${name}: the norm of the gradient`, found.gradientNorm, found.terms)
        } catch (error) {
          disposeState(next)
          throw error
        }
        replace(next)
        adamStep += 1
        return found
      }),
    // Reading and writing wait for the device in between, and no step may change the state meanwhile.
    parameters: () => lifecycle.step(() => download('parameters')),
    readState: () => lifecycle.step(downloadAll),
    writeState: (given) =>
      lifecycle.step(async () => {
        checkTrainingState(name, given, specs)
        replace(await upload(given))
        adamStep = given.adamStep
      }),
    resetOptimizer: () =>
      lifecycle.step(async () => {
        replace(await upload({ parameters: await download('parameters'), firstMoment: zeros, secondMoment: zeros }))
        adamStep = 0
      }),
    async finish() {
      const parameters = await lifecycle.step(() => download('parameters'))
      await dispose()
      return parameters
    },
    dispose,
  }
}

function disposeState(state: State): void {
  for (const part of trainingParts) disposeTensors(state[part])
}

/** The state under the names that the graph reads it by. */
function feedsOf(state: State): OrtTensors {
  const keep = (tensor: ort.Tensor) => tensor
  return Object.assign({}, ...trainingParts.map((part) => mapRecord(state[part], keep, stateKey(part))))
}

/** The new state among the outputs of a step. */
function stateIn(results: OrtTensors, names: readonly string[]): State {
  const part = (of: Part) => Object.fromEntries(names.map((key) => [key, results[nextKey(of)(key)]!]))
  return { parameters: part('parameters'), firstMoment: part('firstMoment'), secondMoment: part('secondMoment') }
}

/** The numbers among the outputs of a step. */
function readNumbers(results: OrtTensors): StepResult {
  const number = (key: string) => (results[key]!.data as Float32Array)[0]!
  const terms = Object.keys(results).filter((key) => key.startsWith(termKey('')))
  return {
    loss: number('loss'),
    terms: Object.fromEntries(terms.map((key) => [key.slice(termKey('').length), number(key)])),
    gradientNorm: number('gradientNorm'),
  }
}
