import * as tf from '@tensorflow/tfjs-core'
import { adamPace, adamSettings, adamUpdate } from '../adam/adam.js'
import { checkLearningRate, checkStep, checkTrainingState, createInputReader, trainingParts } from '../checks.js'
import { lossAndGradients } from '../gradients.js'
import type { TrainingDefinition, TrainingProgram } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap, TensorSpec } from '../tensor.js'
import { downloadAll, onBackend, upload, uploadInputs } from './program.js'

interface State {
  readonly parameters: TensorMap
  readonly firstMoment: TensorMap
  readonly secondMoment: TensorMap
}

/** Training op by op on a TensorFlow.js backend: the plain reference for the traced one. */
export async function createEagerTraining(backend: string, definition: TrainingDefinition): Promise<TrainingProgram> {
  const { name = 'training', inputs } = definition
  const settings = adamSettings(definition.adam)
  const specs = mapRecord(definition.parameters, ({ shape }): TensorSpec => ({ shape }))
  const on = onBackend(backend, name)
  const readInputs = createInputReader(name, inputs)
  const zeros = () => mapRecord(specs, ({ shape }) => tf.keep(tf.zeros([...shape])))
  let adamStep = 0
  let state: State = on.run(() => ({
    parameters: mapRecord(definition.parameters, upload),
    firstMoment: zeros(),
    secondMoment: zeros(),
  }))
  const replace = (next: State) => {
    for (const part of trainingParts) {
      for (const [key, tensor] of Object.entries(state[part])) if (next[part][key] !== tensor) tensor.dispose()
    }
    state = next
  }
  const dispose = () => {
    on.end()
    replace({ parameters: {}, firstMoment: {}, secondMoment: {} })
  }
  return {
    async step(given, { learningRate }) {
      return on.run(() => {
        checkLearningRate(name, learningRate)
        const found = lossAndGradients(definition, state.parameters, uploadInputs(readInputs, given, inputs))
        const loss = found.loss.dataSync()[0]!
        const terms = mapRecord(found.terms, (term) => term.dataSync()[0]!)
        checkStep(`${name}: the loss`, loss, terms)
        const squares = Object.values(found.gradients).map((g) => tf.sum(tf.square(g)))
        const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square.dataSync()[0]!, 0))
        checkStep(`${name}: the norm of the gradient`, gradientNorm, terms)
        const pace = adamPace(settings, { t: adamStep + 1, learningRate, gradientNorm })
        const updated = mapRecord(found.gradients, (g, key) => {
          const { parameters, firstMoment, secondMoment } = state
          return adamUpdate({ w: parameters[key]!, m: firstMoment[key]!, v: secondMoment[key]!, g }, pace, settings)
        })
        replace({
          parameters: mapRecord(updated, ({ w }) => tf.keep(w)),
          firstMoment: mapRecord(updated, ({ m }) => tf.keep(m)),
          secondMoment: mapRecord(updated, ({ v }) => tf.keep(v)),
        })
        adamStep += 1
        return { loss, terms, gradientNorm }
      })
    },
    async parameters() {
      return on.run(() => downloadAll(state.parameters))
    },
    async readState() {
      return on.run(() => ({
        adamStep,
        parameters: downloadAll(state.parameters),
        firstMoment: downloadAll(state.firstMoment),
        secondMoment: downloadAll(state.secondMoment),
      }))
    },
    async writeState(given) {
      checkTrainingState(name, given, specs)
      on.run(() =>
        replace({
          parameters: mapRecord(given.parameters, upload),
          firstMoment: mapRecord(given.firstMoment, upload),
          secondMoment: mapRecord(given.secondMoment, upload),
        }),
      )
      adamStep = given.adamStep
    },
    async resetOptimizer() {
      on.run(() => replace({ parameters: state.parameters, firstMoment: zeros(), secondMoment: zeros() }))
      adamStep = 0
    },
    async finish() {
      const parameters = on.run(() => downloadAll(state.parameters))
      dispose()
      return parameters
    },
    async dispose() {
      dispose()
    },
  }
}
