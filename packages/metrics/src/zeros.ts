import { checkExamples, checkProbabilities } from './argument-checks.js'
import type { Matrix } from './matrix.js'

/**
 * The share of the entries of codes that are exactly 0, from 0 to 1: how sparse they are. Codes without spikes have none.
 *
 * @param codes [N, J], samples z of q(z|x), drawn with hard spikes; 0 where there are no latents
 * @throws MetricsError where there is no example or an entry is not finite
 * @example
 * zeroShare(matrixFromRows([[0, 1.5], [0, 0]])) // 0.75
 */
export function zeroShare(codes: Matrix): number {
  checkExamples({ codes }, { atLeast: 1 })
  return codes.data.length === 0 ? 0 : 1 - nonZeros(codes) / codes.data.length
}

/**
 * The mean number of latents that are on, not 0, in an example, from 0 to J: counted in sampled codes, or expected of spike
 * probabilities, whose sum over latents it is.
 *
 * @param of `codes` [N, J], samples z of q(z|x), drawn with hard spikes; or `gammas` [N, J], spike probabilities
 * @throws MetricsError where there is no example, an entry is not finite or not a probability
 * @example
 * latentsOn({ codes: matrixFromRows([[0, 1.5], [0, 0]]) }) // 0.5
 * latentsOn({ gammas: matrixFromRows([[0.2, 1], [0.1, 0.9]]) }) // 1.1
 */
export function latentsOn(of: { readonly codes: Matrix } | { readonly gammas: Matrix }): number {
  if ('codes' in of) {
    checkExamples({ codes: of.codes }, { atLeast: 1 })
    return nonZeros(of.codes) / of.codes.rows
  }
  checkExamples({ gammas: of.gammas }, { atLeast: 1 })
  checkProbabilities('gammas', of.gammas)
  let sum = 0
  for (const gamma of of.gammas.data) sum += gamma
  return sum / of.gammas.rows
}

function nonZeros({ data }: Matrix): number {
  let count = 0
  for (const value of data) if (value !== 0) count++
  return count
}
