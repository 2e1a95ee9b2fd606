import * as tf from '@tensorflow/tfjs-core'
import { adamPace, adamSettings, adamUpdate } from '../adam/adam.js'
import { checkLearningRate, checkStep, checkTrainingState, createInputReader, trainingParts } from '../checks.js'
import { lossAndGradients } from '../gradients.js'
import { createLifecycle } from '../lifecycle.js'
import type { StepInputs, TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import type { NamedTensors, TensorMap, TensorSpec } from '../tensor.js'
import { disposeAll, download, downloadAll, keepOwn, stackScalars, upload, uploadInputs } from './host.js'
import { runOn } from './on-backend.js'

interface State {
  readonly parameters: TensorMap
  readonly firstMoment: TensorMap
  readonly secondMoment: TensorMap
}

/** Training op by op on a TensorFlow.js backend: the plain reference for the traced one, and what runs in a page. */
export async function createEagerTraining(backend: string, definition: TrainingDefinition): Promise<TrainingProgram> {
  const { name = 'training', inputs } = definition
  const settings = adamSettings(definition.adam)
  const specs = mapRecord(definition.parameters, ({ shape }): TensorSpec => ({ shape }))
  const run = <T>(work: () => T): T => runOn(backend, name, work)
  const readInputs = createInputReader(name, inputs)
  const lifecycle = createLifecycle(name)
  const zeros = () => mapRecord(specs, ({ shape }) => tf.keep(tf.zeros([...shape])))
  let adamStep = 0
  let state: State = run(() => ({
    parameters: mapRecord(definition.parameters, upload),
    firstMoment: zeros(),
    secondMoment: zeros(),
  }))
  const replace = (next: State) => {
    for (const part of trainingParts) {
      disposeAll(Object.entries(state[part]).flatMap(([key, tensor]) => (next[part][key] === tensor ? [] : [tensor])))
    }
    state = next
  }

  /** Loss, terms and squared norms of the gradients, one after the other in one tensor, and the gradients. */
  const differentiate = (given: StepInputs) =>
    run(() => {
      const found = lossAndGradients(definition, state.parameters, uploadInputs(readInputs, given, inputs))
      const squares = Object.values(found.gradients).map((g) => tf.sum(tf.square(g)))
      return {
        names: Object.keys(found.terms),
        numbers: stackScalars([found.loss, ...Object.values(found.terms), ...squares]),
        gradients: mapRecord(found.gradients, keepOwn),
      }
    })
  const update = (
    gradients: TensorMap,
    { learningRate, gradientNorm }: { learningRate: number; gradientNorm: number },
  ) =>
    run(() => {
      const pace = adamPace(settings, { t: adamStep + 1, learningRate, gradientNorm })
      const updated = mapRecord(gradients, (g, key) => {
        const { parameters, firstMoment, secondMoment } = state
        return adamUpdate({ w: parameters[key]!, m: firstMoment[key]!, v: secondMoment[key]!, g }, pace, settings)
      })
      replace({
        parameters: mapRecord(updated, ({ w }) => tf.keep(w)),
        firstMoment: mapRecord(updated, ({ m }) => tf.keep(m)),
        secondMoment: mapRecord(updated, ({ v }) => tf.keep(v)),
      })
      adamStep += 1
    })
  const parameters = () => downloadAll(state.parameters) as Promise<NamedTensors<Float32Array>>
  const dispose = () => lifecycle.end(() => replace({ parameters: {}, firstMoment: {}, secondMoment: {} }))
  return {
    step: (given, { learningRate }) =>
      lifecycle.step(async () => {
        checkLearningRate(name, learningRate)
        const { names, numbers, gradients } = differentiate(given)
        try {
          const [loss = Number.NaN, ...rest] = await download(numbers)
          const terms = Object.fromEntries(names.map((term, i) => [term, rest[i]!]))
          checkStep(`${name}: the loss`, loss, terms)
          const gradientNorm = Math.sqrt(rest.slice(names.length).reduce((sum, square) => sum + square, 0))
          checkStep(`${name}: the norm of the gradient`, gradientNorm, terms)
          update(gradients, { learningRate, gradientNorm })
          return { loss, terms, gradientNorm }
        } finally {
          numbers.dispose()
          disposeAll(Object.values(gradients))
        }
      }),
    parameters: () => lifecycle.step(parameters),
    readState: () =>
      lifecycle.step(async () => ({
        adamStep,
        parameters: await parameters(),
        firstMoment: (await downloadAll(state.firstMoment)) as NamedTensors<Float32Array>,
        secondMoment: (await downloadAll(state.secondMoment)) as NamedTensors<Float32Array>,
      })),
    writeState: (given) =>
      lifecycle.step(async () => {
        checkTrainingState(name, given, specs)
        run(() =>
          replace({
            parameters: mapRecord(given.parameters, upload),
            firstMoment: mapRecord(given.firstMoment, upload),
            secondMoment: mapRecord(given.secondMoment, upload),
          }),
        )
        adamStep = given.adamStep
      }),
    resetOptimizer: () =>
      lifecycle.step(async () => {
        run(() => replace({ parameters: state.parameters, firstMoment: zeros(), secondMoment: zeros() }))
        adamStep = 0
      }),
    async finish() {
      const found = await lifecycle.step(parameters)
      await dispose()
      return found
    },
    dispose,
  }
}
