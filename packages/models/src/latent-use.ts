import { createMatrix, type Matrix } from '@vsc/metrics'
import type { Evaluation } from './evaluate-model.js'

/**
 * The code that best stands for each posterior, [N, J]: mu where a spike is likelier than not and 0 elsewhere, or mu alone of
 * models without spikes.
 */
export function likeliestCodes({ means, gammas }: Pick<Evaluation, 'means' | 'gammas'>): Matrix<Float32Array> {
  if (gammas === undefined) return means
  return createMatrix({ ...means, data: means.data.map((mu, i) => (gammas.data[i]! > 0.5 ? mu : 0)) })
}

/** E[z|x] of each posterior, [N, J]: gamma mu where there are spikes, mu elsewhere. */
export function expectedCodes({ means, gammas }: Pick<Evaluation, 'means' | 'gammas'>): Matrix<Float32Array> {
  if (gammas === undefined) return means
  return createMatrix({ ...means, data: means.data.map((mu, i) => mu * gammas.data[i]!) })
}

/** The variance over examples of {@link expectedCodes}, [J]. */
export function latentVariances(evaluation: Pick<Evaluation, 'means' | 'gammas'>): Float64Array {
  const { rows, columns, data } = expectedCodes(evaluation)
  return Float64Array.from({ length: columns }, (_, j) => {
    let [sum, squares] = [0, 0]
    for (let i = j; i < rows * columns; i += columns) {
      sum += data[i]!
      squares += data[i]! ** 2
    }
    return Math.max(0, squares / rows - (sum / rows) ** 2)
  })
}

/**
 * The latents of a model by how much they say, most first: by {@link latentVariances}. A latent that is always there and always
 * the same says nothing.
 */
export function latentsByUse(evaluation: Pick<Evaluation, 'means' | 'gammas'>): number[] {
  const variances = latentVariances(evaluation)
  return [...variances.keys()].sort((a, b) => variances[b]! - variances[a]!)
}
