import type * as tf from '@tensorflow/tfjs-core'
import type { TensorMap } from '@vsc/tensors'
import { checkFeatures, checkTrunk } from './check-trunk.js'
import { type DenseShape, dense, denseParameters } from './dense.js'
import { tensorNamed } from './named-tensors.js'
import type { ParameterSpecs } from './parameters.js'
import type { Trunk } from './trunk.js'

/** A trunk, and the dense heads on top of it. */
export interface NetworkShape extends DenseShape {
  readonly trunk: Trunk
}

/** The network of both the recognition model and the likelihood: a trunk, then dense heads in one kernel. */
export interface Network {
  /** The trunk's under `name/`, and `name/heads/kernel` and `name/heads/bias` where the trunk does not give the heads itself. */
  readonly parameters: ParameterSpecs
  /** All heads side by side, [B, heads * outputs], for x [B, inputs]. `tf.split(..., heads, 1)` parts them. */
  apply(p: TensorMap, x: tf.Tensor2D): tf.Tensor2D
}

/**
 * inputs -> trunk -> `heads` dense layers of `outputs` units each. The heads share one kernel, so that they cost one matrix product
 * forward and two backward.
 *
 * @throws CoreError INVALID_TRUNK where the trunk does not fit, also from `apply`; MISSING_TENSOR from `apply`
 * @example
 * const encoder = createNetwork('encoder', { trunk: mlp({ hiddenDim: 3000 }), inputs: 784, outputs: 40, heads: 2 })
 */
export function createNetwork(name: string, { trunk, ...shape }: NetworkShape): Network {
  const own = trunk.parameters(shape.inputs)
  const headsName = `${name}/heads`
  const heads = trunk.givesHeads ? {} : denseParameters(headsName, { ...shape, inputs: trunk.outputs })
  const named = Object.fromEntries(Object.entries(own).map(([key, spec]) => [`${name}/${key}`, spec]))
  checkTrunk(trunk, { network: name, shape, parameters: named, taken: Object.keys(heads) })
  const names = Object.keys(own)
  return {
    parameters: { ...named, ...heads },
    apply(p, x) {
      const ofTrunk = Object.fromEntries(names.map((key) => [key, tensorNamed<tf.Tensor>(p, `${name}/${key}`)]))
      const features = trunk.apply(ofTrunk, x)
      checkFeatures(features, { trunk, network: name, rows: x.shape[0] })
      return trunk.givesHeads ? features : dense(p, headsName, features)
    },
  }
}
