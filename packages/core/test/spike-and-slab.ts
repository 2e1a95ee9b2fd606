import * as tf from '@tensorflow/tfjs'
import type { Rng } from '@vsc/random'
import fc from 'fast-check'
import type { SpikeAndSlab } from '../src/recognition.js'

/** The parameters of one dimension of a spike-and-slab distribution, as plain numbers. */
export interface Dimension {
  readonly mu: number
  readonly logVar: number
  readonly gamma: number
}

/** Rows of dimensions as tensors [rows, J]. */
export function spikeAndSlabOf(rows: readonly (readonly Dimension[])[]): SpikeAndSlab {
  const matrix = (value: (d: Dimension) => number) => tf.tensor2d(rows.map((row) => row.map(value)))
  return { mu: matrix((d) => d.mu), logVar: matrix((d) => d.logVar), logGamma: matrix((d) => Math.log(d.gamma)) }
}

/** Dimensions with gamma anywhere from 1e-4 to exactly 1. */
export const anyDimension: fc.Arbitrary<Dimension> = fc.record({
  mu: fc.double({ min: -4, max: 4, noNaN: true }),
  logVar: fc.double({ min: -5, max: 3, noNaN: true }),
  gamma: fc.oneof(fc.constant(1), fc.double({ min: 1e-4, max: 1, noNaN: true })),
})

/** A dimension away from the edges, where Monte Carlo estimates have small variance. */
export const drawDimension = (rng: Rng): Dimension => ({
  mu: rng.normal(),
  logVar: 0.5 * rng.normal(),
  gamma: 0.1 + 0.8 * rng.uniform(),
})
