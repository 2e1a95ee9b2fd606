import * as tf from '@tensorflow/tfjs'
import { type AdamSettings, adamPace, adamSettings, adamUpdate } from '../adam/adam.js'
import { checkLearningRate, checkStep, checkTrainingState, createInputReader, trainingParts } from '../checks.js'
import { lossAndGradients } from '../gradients.js'
import type { Graph } from '../graph/graph.js'
import { createLifecycle } from '../lifecycle.js'
import { createSession, releaseSession, type SessionOptions, tensorOver } from '../onnx/session.js'
import type { StepResult, TensorMap, TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import { type NamedTensors, sizeOf, type TensorSpec } from '../tensor.js'
import { trace } from '../tracing/trace.js'
import { createDeviceCopies, disposeTensors, type OrtTensors } from './state.js'

type Part = (typeof trainingParts)[number]
type Specs = Readonly<Record<string, TensorSpec>>

const inputKey = (name: string) => `input/${name}`
const termKey = (name: string) => `term/${name}`
const stateKey = (part: Part) => (name: string) => `${part}/${name}`
const nextKey = (part: Part) => (name: string) => `next/${part}/${name}`

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
  const session = await createSession(name, graph, options, nextNames)
  const copies = await createDeviceCopies(name, specs, options)

  const zeros = mapRecord(specs, ({ shape }) => ({ shape, data: new Float32Array(sizeOf(shape)) }))
  let state: Record<Part, OrtTensors> = {
    parameters: await copies.upload(parameters),
    firstMoment: await copies.upload(zeros),
    secondMoment: await copies.upload(zeros),
  }
  let adamStep = 0
  const replace = (next: Partial<Record<Part, OrtTensors>>) => {
    for (const part of Object.keys(next) as Part[]) disposeTensors(state[part])
    state = { ...state, ...next }
  }
  const download = async (part: Part) => (await copies.download(state[part])) as NamedTensors<Float32Array>

  const read = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  return {
    step: (given, { learningRate }) =>
      lifecycle.step(async (): Promise<StepResult> => {
        checkLearningRate(name, learningRate)
        const { stepSize, rootScale } = adamPace(settings, { t: adamStep + 1, learningRate })
        const feeds = {
          ...Object.assign(
            {},
            ...trainingParts.map((part) => mapRecord(state[part], (tensor) => tensor, stateKey(part))),
          ),
          stepSize: tensorOver(Float32Array.of(stepSize), []),
          rootScale: tensorOver(Float32Array.of(rootScale), []),
        }
        read(given, (input, data) => {
          feeds[inputKey(input)] = tensorOver(data, inputs[input]!.shape)
        })
        const results = await session.run(feeds)
        const next = Object.fromEntries(
          trainingParts.map((part) => [part, mapRecord(specs, (_, key) => results[nextKey(part)(key)]!)]),
        ) as Record<Part, OrtTensors>
        const number = (key: string) => (results[key]!.data as Float32Array)[0]!
        const terms = Object.keys(results).filter((key) => key.startsWith(termKey('')))
        const found = {
          loss: number('loss'),
          terms: Object.fromEntries(terms.map((key) => [key.slice(termKey('').length), number(key)])),
          gradientNorm: number('gradientNorm'),
        }
        try {
          checkStep(`${name}: the loss`, found.loss, found.terms)
          checkStep(`${name}: the norm of the gradient`, found.gradientNorm, found.terms)
        } catch (error) {
          for (const part of trainingParts) disposeTensors(next[part])
          throw error
        }
        replace(next)
        adamStep += 1
        return found
      }),
    async parameters() {
      lifecycle.check()
      return download('parameters')
    },
    async readState() {
      lifecycle.check()
      return {
        adamStep,
        parameters: await download('parameters'),
        firstMoment: await download('firstMoment'),
        secondMoment: await download('secondMoment'),
      }
    },
    async writeState(given) {
      lifecycle.check()
      checkTrainingState(name, given, specs)
      for (const part of trainingParts) replace({ [part]: await copies.upload(given[part]) })
      adamStep = given.adamStep
    },
    async resetOptimizer() {
      lifecycle.check()
      for (const part of ['firstMoment', 'secondMoment'] as const) replace({ [part]: await copies.upload(zeros) })
      adamStep = 0
    },
    dispose: () =>
      lifecycle.end(async () => {
        for (const part of trainingParts) disposeTensors(state[part])
        await releaseSession(session)
        await copies.release()
      }),
  }
}

/** Writes down a whole step: the loss, its gradients and what Adam makes of them. */
function traceStep(definition: TrainingDefinition, specs: Specs, settings: AdamSettings): Graph {
  const same = (spec: TensorSpec) => spec
  const graphInputs = {
    ...Object.assign({}, ...trainingParts.map((part) => mapRecord(specs, same, stateKey(part)))),
    ...mapRecord(definition.inputs, same, inputKey),
    stepSize: { shape: [] },
    rootScale: { shape: [] },
  }
  return trace(graphInputs, (tensors): TensorMap => {
    const part = (of: Part) => mapRecord(specs, (_, key) => tensors[stateKey(of)(key)]!)
    const inputs = mapRecord(definition.inputs, (_, key) => tensors[inputKey(key)]!)
    const parameters = part('parameters')
    const [firstMoment, secondMoment] = [part('firstMoment'), part('secondMoment')]
    const { loss, terms, gradients } = lossAndGradients(definition, parameters, inputs)
    const gradientNorm = normOf(Object.values(gradients))
    const pace = {
      stepSize: tensors.stepSize!,
      rootScale: tensors.rootScale!,
      gradientScale: clipScale(gradientNorm, settings.clipNorm),
    }
    const updated = mapRecord(gradients, (g, key) =>
      adamUpdate({ w: parameters[key]!, m: firstMoment[key]!, v: secondMoment[key]!, g }, pace, settings),
    )
    return {
      ...mapRecord(updated, ({ w }) => w, nextKey('parameters')),
      ...mapRecord(updated, ({ m }) => m, nextKey('firstMoment')),
      ...mapRecord(updated, ({ v }) => v, nextKey('secondMoment')),
      ...mapRecord(terms, (term) => term.reshape([]), termKey),
      loss: loss.reshape([]),
      gradientNorm,
    }
  })
}

const normOf = (gradients: readonly tf.Tensor[]): tf.Tensor =>
  tf.sqrt(tf.addN(gradients.map((g) => tf.sum(tf.square(g)))))

/** What gradients are multiplied with, so that their norm is at most `clipNorm`. */
const clipScale = (norm: tf.Tensor, clipNorm: number): tf.Tensor | number =>
  clipNorm === Number.POSITIVE_INFINITY ? 1 : tf.where(tf.greater(norm, clipNorm), tf.div(clipNorm, norm), 1)
