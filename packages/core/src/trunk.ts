import * as tf from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import { dense, denseParameters } from './dense.js'
import type { ParameterSpecs } from './parameters.js'

/**
 * The body of an encoder or a decoder: a pure function in TensorFlow.js ops, which reads no value and draws no number, with the
 * parameters that it takes. Dense heads follow it, in one kernel, which the model adds.
 *
 * Images come as rows [B, M] and leave as rows; the trunk reshapes, with -1 for B. An encoder is given the pseudo-inputs as further
 * rows of its batch, so no row may depend on another.
 */
export interface Trunk {
  /** `mlp`, `conv`, ...; becomes part of the model's configuration. */
  readonly name: string
  /** All that tells it from others of its name, as JSON; becomes part of the model's configuration. */
  readonly config: Readonly<Record<string, unknown>>
  /** How many numbers an example has on the way in; any number by default. */
  readonly inputs?: number
  /** How many numbers it gives for each example: F. */
  readonly outputs: number
  /**
   * Of a decoder: whether what it gives are the likelihood's heads themselves, [B, heads * M], head after head, so that no dense
   * layer follows, as from a transposed convolution that ends in pixels. A Gaussian has two heads, mean and log variance, a
   * Bernoulli variable one, its logit. false by default.
   */
  readonly givesHeads?: boolean
  /** Its parameters for so many inputs, by its own names; the model puts `encoder/` or `decoder/` before them. */
  parameters(inputs: number): ParameterSpecs
  /** Features [B, F] for x [B, inputs], given its parameters by its own names. */
  apply(p: TensorMap, x: tf.Tensor2D): tf.Tensor2D
}

/** Trunks in place of the multilayer perceptron of `hiddenDim` units. */
export interface Trunks {
  /** The trunk of the recognition model, from x [B, M]. */
  readonly encoder?: Trunk
  /** The trunk of the likelihood, from z [B, J]. */
  readonly decoder?: Trunk
}

/**
 * The default trunk of a model: one dense layer of H units and a ReLU (supplement of Tonolini et al. 2019, A.1, A.2).
 * Its parameters are `hidden/kernel` [inputs, H] and `hidden/bias` [H].
 *
 * @example
 * const vsc = createVsc({ dataDim: 1024, latentDim: 40 }, { encoder: mlp({ hiddenDim: 3000 }), decoder: mlp({ hiddenDim: 400 }) })
 */
export function mlp({ hiddenDim }: { readonly hiddenDim: number }): Trunk {
  return {
    name: 'mlp',
    config: { hiddenDim },
    outputs: hiddenDim,
    parameters: (inputs) => denseParameters('hidden', { inputs, outputs: hiddenDim }),
    apply: (p, x) => tf.relu(dense(p, 'hidden', x)),
  }
}
