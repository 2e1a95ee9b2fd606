import * as tf from '@tensorflow/tfjs'
import type { LatentModel } from '@vsc/core'
import { createRng } from '@vsc/random'
import { toTensors } from './to-tensors.js'

/** The dimensions of a model that is tested by hand. */
export const tiny = { dataDim: 6, latentDim: 3, hiddenDim: 8 }

/** A model with parameters, a batch [B, M] and noise, all from one seed. */
export function sceneOf(model: LatentModel, { batch = 5, seed = 1 } = {}) {
  const rng = createRng(seed)
  const x = rng.fork('x').fillUniform(new Float32Array(batch * model.dataDim))
  const eps = rng.fork('eps').fillNormal(new Float32Array(batch * model.latentDim))
  return {
    p: toTensors(model.init({ rng, examples: x })),
    x: tf.tensor2d(x, [batch, model.dataDim]),
    noise: { eps: tf.tensor2d(eps, [batch, model.latentDim]) },
  }
}
