import * as tf from '@tensorflow/tfjs-core'
import { EngineError } from '../errors.js'
import { clipScale, lossAndGradients, normOf } from '../gradients.js'
import type { TrainingDefinition } from '../program.js'
import { mapRecord } from '../record.js'
import type { TensorMap, TensorSpec } from '../tensor.js'
import type { Optimiser } from './optimiser.js'

// A program has one space of names for its state, one for its inputs and one for its outputs.
export const LEARNING_RATE = 'optimiser/learningRate'
export const ITERATION = 'optimiser/iteration'
export const parameterKey = (name: string) => `parameters/${name}`
export const ownKey = (name: string) => `optimiser/${name}`
export const termKey = (name: string) => `term/${name}`

interface Given {
  readonly state: TensorMap
  readonly given: TensorMap
  readonly clipNorm: number
}

/** The body of a step: the loss, its terms, the norm of its gradient, and the new state where all of these are finite. */
export function stepOf(
  definition: Omit<TrainingDefinition, 'parameters'> & { readonly optimiser: Optimiser },
  specs: Readonly<Record<'parameters' | 'own', Readonly<Record<string, TensorSpec>>>>,
  { state, given, clipNorm }: Given,
) {
  const { name = 'training', optimiser } = definition
  const parameters = mapRecord(specs.parameters, (_, key) => state[parameterKey(key)]!)
  const own = mapRecord(specs.own, (_, key) => state[ownKey(key)]!)
  const inputs = mapRecord(definition.inputs, (_, key) => given[key]!)
  const { loss, terms, gradients } = lossAndGradients(definition, parameters, inputs)
  const gradientNorm = normOf(Object.values(gradients))
  const scale = clipScale(gradientNorm, clipNorm)
  const updated = optimiser.update({
    parameters,
    gradients: scale === 1 ? gradients : mapRecord(gradients, (g) => tf.mul(g, scale)),
    state: own,
    learningRate: given[LEARNING_RATE] as tf.Scalar,
    iteration: given[ITERATION] as tf.Scalar,
  })
  checkComplete(`the optimiser ${optimiser.name} of ${name}`, 'parameters', updated?.parameters, parameters)
  checkComplete(`the optimiser ${optimiser.name} of ${name}`, 'state', updated?.state, own)
  const next: TensorMap = {
    ...mapRecord(updated.parameters, (tensor) => tensor, parameterKey),
    ...mapRecord(updated.state, (tensor) => tensor, ownKey),
  }
  const finite = tf.equal(tf.mul(tf.add(loss.reshape([]), gradientNorm), 0), 0)
  return {
    state: mapRecord(next, (tensor, key) => (tensor === state[key] ? tensor : tf.where(finite, tensor, state[key]!))),
    outputs: {
      ...mapRecord(terms, (term) => term.reshape([]), termKey),
      loss: loss.reshape([]),
      gradientNorm,
    },
  }
}

/** Refuses an update that leaves something out, or makes something up. */
function checkComplete(what: string, part: string, found: TensorMap | undefined, expected: TensorMap): void {
  const names = Object.keys(found ?? {})
  const missing = Object.keys(expected).filter((key) => !names.includes(key))
  const unknown = names.filter((key) => !Object.hasOwn(expected, key))
  if (missing.length + unknown.length === 0) return
  const problems = [
    missing.length > 0 ? `without ${missing.join(', ')}` : '',
    unknown.length > 0 ? `with ${unknown.join(', ')}, which there is not` : '',
  ]
  throw new EngineError(
    'WRONG_NAME',
    `${what} returned ${part} ${problems.filter(Boolean).join(' and ')}: its update must return every tensor that it was given, by the same name`,
  )
}
