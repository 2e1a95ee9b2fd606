import { constant, linear, piecewise } from '@vsc/core'
import type { TrainingConfigInput } from '@vsc/training'

/**
 * VSC as it learns in short runs, found by trials on smileys under a Bernoulli likelihood. A spike at 1 needs the leak to come
 * down again. Bounds on the pseudo-inputs' spikes (`squash`) and on log variances keep the KL divergence from running away.
 * alpha = 0.07 leaves some 10 of 40 latents active.
 */
export const briskVsc = {
  alpha: 0.07,
  spikeGradientLeak: 0.2,
  logVarBounds: [-6, 2],
  pseudoInputSpikes: 'squash',
} as const

/**
 * No warm-up of the slab; the paper's slope and step sizes, after a short stretch of smaller steps. At 1e-3 (and alpha
 * 0.1) one seed in six drove its spikes to 0 for good.
 */
export const briskVscTraining = (iterations: number) =>
  ({
    iterations,
    learningRate: stretched([0, 1e-4], [Math.round(iterations / 12), 5e-4], [Math.round(0.75 * iterations), 5e-5]),
    schedules: { lambda: constant(1), slope: linear({ from: 50, to: 200, start: 0, end: iterations }) },
    clipNorm: 50,
  }) satisfies TrainingConfigInput

/**
 * VSC as it learns in short runs under a Gaussian likelihood, found by trials on Fashion-MNIST, UCI-HAR and CelebA: the published
 * model but for a smoother selection of pseudo-inputs and bounds on their spikes and on log variances. A `spikeGradientLeak` costs
 * some 150 nats on Fashion-MNIST here. At the authors' variance floor of 1e-6 the few numbers that are always the same
 * are worth most of the ELBO, and short runs are erratic.
 */
export const briskGaussianVsc = {
  alpha: 0.2,
  selection: 'sigmoid',
  logVarBounds: [-6, 2],
  pseudoInputSpikes: 'squash',
} as const

export const briskVarianceFloor = 0.01

/** No warm-up of the slab, and large steps after a short stretch of smaller ones; for baselines too. */
export const briskGaussianTraining = (iterations: number) =>
  ({
    iterations,
    learningRate: stretched([0, 1e-3], [Math.round(iterations / 12), 2e-3], [Math.round(0.7 * iterations), 2e-4]),
    schedules: { lambda: constant(1), slope: linear({ from: 50, to: 200, start: 0, end: iterations }) },
    clipNorm: 500,
  }) satisfies TrainingConfigInput

/** The last fifth of the iterations at a tenth of the step size. */
export const briskBaselineTraining = (iterations: number) =>
  ({
    iterations,
    learningRate: stretched([0, 1e-3], [Math.round(0.8 * iterations), 1e-4]),
    clipNorm: 50,
  }) satisfies TrainingConfigInput

/** {@link piecewise} of steps some of which start together where there are few iterations: the last of these holds. */
const stretched = (...steps: readonly (readonly [start: number, value: number])[]) =>
  piecewise(...steps.filter(([start], i) => steps[i + 1]?.[0] !== start))
