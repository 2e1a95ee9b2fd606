import * as tf from '@tensorflow/tfjs'
import { createRng } from '@vsc/random'
import type { Gaussian } from '../src/gaussian.js'

// Gaussians in plain JavaScript and float64, by loops over numbers, to compare with.

export interface PlainGaussians {
  /** [n][J] */
  readonly mu: readonly (readonly number[])[]
  readonly logVar: readonly (readonly number[])[]
}

/** Posteriors of n examples, somewhat apart from each other; float32 holds their numbers exactly. */
export function drawGaussians(n: number, latentDim: number, seed: number): PlainGaussians {
  const rng = createRng(seed)
  const matrix = (scale: number, offset: number) =>
    Array.from({ length: n }, () => Array.from({ length: latentDim }, () => Math.fround(offset + scale * rng.normal())))
  return { mu: matrix(1.5, 0), logVar: matrix(0.5, -1) }
}

/** A sample of each, [n][J]. */
export function drawSamples({ mu, logVar }: PlainGaussians, seed: number): number[][] {
  const rng = createRng(seed)
  return mu.map((row, i) => row.map((m, j) => Math.fround(m + Math.exp(logVar[i]![j]! / 2) * rng.normal())))
}

/** log N(z; mu, exp(logVar)) */
export const logDensity = (z: number, mu: number, logVar: number): number =>
  -0.5 * (Math.log(2 * Math.PI) + logVar + (z - mu) ** 2 / Math.exp(logVar))

/** log q(z | x_k) over all latents. */
export const logDensityGiven = (q: PlainGaussians, k: number, z: readonly number[]): number =>
  sum(z.map((value, j) => logDensity(value, q.mu[k]![j]!, q.logVar[k]![j]!)))

export function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values)
  return largest + Math.log(sum(values.map((value) => Math.exp(value - largest))))
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** The rows of these examples, in this order. */
export const rowsOf = (q: PlainGaussians, rows: readonly number[]): PlainGaussians => ({
  mu: rows.map((row) => q.mu[row]!),
  logVar: rows.map((row) => q.logVar[row]!),
})

export const matrix = (rows: readonly (readonly number[])[]): tf.Tensor2D => tf.tensor2d(rows as number[][])

export const toGaussian = ({ mu, logVar }: PlainGaussians): Gaussian => ({ mu: matrix(mu), logVar: matrix(logVar) })
