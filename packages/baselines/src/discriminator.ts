import * as tf from '@tensorflow/tfjs-core'
import { dense, denseParameters, type ParameterSpecs } from '@vsc/core'
import type { TensorMap } from '@vsc/tensors'
import { stopGradient } from './stop-gradient.js'

export interface DiscriminatorShape {
  readonly latentDim: number
  /** Units of each hidden layer. */
  readonly hiddenDim: number
  /** How many hidden layers. */
  readonly layerCount: number
}

/** A classifier D(z) = sigmoid(logit): the probability that z was drawn from q(z), not from the product of its marginals. */
export interface Discriminator {
  /** Their names all start with `discriminator/`. */
  readonly parameters: ParameterSpecs
  /** The logits [B] for z [B, J]: where D is optimal, log q(z) - log prod_j q(z_j). */
  logits(p: TensorMap, z: tf.Tensor2D): tf.Tensor1D
}

const slope = 0.2

/** Dense layers with leaky ReLUs (Kim and Mnih 2018, appendix A). One logit does what the paper's two do: only their difference matters. */
export function createDiscriminator({ latentDim, hiddenDim, layerCount }: DiscriminatorShape): Discriminator {
  const hidden = Array.from({ length: layerCount }, (_, i) => `discriminator/hidden-${i + 1}`)
  const layers = hidden.map((name, i) =>
    denseParameters(name, { inputs: i === 0 ? latentDim : hiddenDim, outputs: hiddenDim }),
  )
  return {
    parameters: {
      ...Object.assign({}, ...layers),
      ...denseParameters('discriminator/logit', { inputs: hiddenDim, outputs: 1 }),
    },
    logits(p, z) {
      const features = hidden.reduce((x, name) => tf.leakyRelu(dense(p, name, x), slope), z)
      return tf.squeeze(dense(p, 'discriminator/logit', features), [1])
    },
  }
}

/** The same parameters, with no gradient for the discriminator's. */
export function withFrozenDiscriminator(p: TensorMap): TensorMap {
  const frozen = Object.entries(p).map(([name, tensor]) => [
    name,
    name.startsWith('discriminator/') ? stopGradient(tensor) : tensor,
  ])
  return Object.fromEntries(frozen)
}
