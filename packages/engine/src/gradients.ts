import * as tf from '@tensorflow/tfjs-core'
import { checkReturned } from './checks.js'
import { EngineError } from './errors.js'
import type { TrainingDefinition } from './program.js'
import { mapRecord } from './record.js'
import type { TensorMap } from './tensor.js'

/** The loss, its terms and its gradient with respect to every parameter, as tensors. Zero for parameters it does not depend on. */
export function lossAndGradients(
  { name = 'training', loss }: Pick<TrainingDefinition, 'name' | 'loss'>,
  parameters: TensorMap,
  inputs: TensorMap,
): { readonly loss: tf.Scalar; readonly terms: Readonly<Record<string, tf.Scalar>>; readonly gradients: TensorMap } {
  const kept: Record<string, tf.Scalar> = {}
  try {
    const forward = () => {
      const result = checkReturned(`the loss of ${name}`, 'loss', loss(parameters, inputs))
      for (const [key, term] of Object.entries({ loss: result.loss, ...result.terms })) {
        if (term.size === 1) continue
        throw new EngineError('WRONG_SHAPE', `${name}: '${key}' must be a scalar, got shape [${term.shape.join(', ')}]`)
      }
      // The forward pass is tidied up after; the terms have to outlast it.
      for (const [key, term] of Object.entries(result.terms ?? {})) kept[key] = tf.keep(term.clone())
      return result.loss
    }
    // What tf.valueAndGrads does, except for its refusal of parameters that the loss does not depend on.
    const { value, grads } = tf.engine().gradients(forward, Object.values(parameters), undefined, true)
    const gradients = Object.entries(parameters).map(([key, w], i) => [key, grads[i] ?? tf.zerosLike(w)] as const)
    return { loss: value, terms: mapRecord(kept, (term) => term.clone()), gradients: Object.fromEntries(gradients) }
  } finally {
    for (const term of Object.values(kept)) term.dispose()
  }
}

/** Euclidean norm of all gradients together, as a tensor. */
export const normOf = (gradients: readonly tf.Tensor[]): tf.Tensor =>
  tf.sqrt(tf.addN(gradients.map((g) => tf.sum(tf.square(g)))))

/** What gradients are multiplied with, so that their norm is at most `clipNorm`. */
export const clipScale = (norm: tf.Tensor, clipNorm: number): tf.Tensor | number =>
  clipNorm === Number.POSITIVE_INFINITY ? 1 : tf.where(tf.greater(norm, clipNorm), tf.div(clipNorm, norm), 1)
