import type { DataSet } from '@vsc/data'
import { type DecodeOptions, decodeCodes } from './decode-codes.js'

/** A trained model, examples, and their codes. */
export interface ReconstructionErrorOptions extends DecodeOptions {
  /** The N examples, in the order of `codes`. */
  readonly data: DataSet
}

/**
 * How far off reconstructions are: the root of the mean squared difference between the examples and the mean of p(x|z) of their
 * codes, over all their numbers and in the unit of these. Of sampled codes, as the terms of the ELBO are, it counts what sampling
 * costs.
 */
export async function reconstructionError({ data, ...options }: ReconstructionErrorOptions): Promise<number> {
  return rootMeanSquareError(data, await decodeCodes(options))
}

/** The same of codes that are decoded already, [N, M]. */
export function rootMeanSquareError(data: DataSet, decoded: Float32Array): number {
  let sum = 0
  for (let row = 0; row < data.count; row++) {
    data.read([row]).forEach((value, m) => {
      sum += (value - decoded[row * data.dim + m]!) ** 2
    })
  }
  return Math.sqrt(sum / decoded.length)
}
