import * as tf from '@tensorflow/tfjs'
import { EngineError } from './errors.js'
import type { TensorMap, TrainingDefinition } from './program.js'

/** The loss, its terms and its gradient with respect to every parameter, as tensors. Zero for parameters it does not depend on. */
export function lossAndGradients(
  { name = 'training', loss }: TrainingDefinition,
  parameters: TensorMap,
  inputs: TensorMap,
): { readonly loss: tf.Scalar; readonly terms: Readonly<Record<string, tf.Scalar>>; readonly gradients: TensorMap } {
  const names = Object.keys(parameters)
  let terms: Readonly<Record<string, tf.Scalar>> = {}
  const { value, grads } = tf.valueAndGrads((...tensors: tf.Tensor[]) => {
    const result = loss(Object.fromEntries(names.map((key, i) => [key, tensors[i]!])), inputs)
    terms = result.terms ?? {}
    for (const [key, term] of Object.entries({ loss: result.loss, ...terms })) {
      if (term.size === 1) continue
      throw new EngineError('WRONG_SHAPE', `${name}: '${key}' must be a scalar, got shape [${term.shape.join(', ')}]`)
    }
    for (const term of Object.values(terms)) tf.keep(term)
    return result.loss
  })(names.map((key) => parameters[key]!))
  const gradients = names.map((key, i) => [key, grads[i] ?? tf.zerosLike(parameters[key]!)] as const)
  return { loss: value as tf.Scalar, terms, gradients: Object.fromEntries(gradients) }
}
