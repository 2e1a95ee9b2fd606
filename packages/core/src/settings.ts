import { linear, piecewise, type Schedule } from './schedule.js'
import { slopeSchedule, type VscConfig, type VscConfigInput } from './vsc-config.js'

/** How a published experiment trained. */
export interface TrainingSettings {
  /** Steps of Adam (0.9, 0.999, 1e-8). */
  readonly iterations: number
  /** B */
  readonly batchSize: number
  /** Adam's step size. */
  readonly learningRate: Schedule
  /** Warm-up. */
  readonly lambda: Schedule
  /** The sampler's c. */
  readonly slope: Schedule
  /** Iterations at which Adam's moments start from zero again. */
  readonly freshAdamAt: readonly number[]
  /** Whether batches are drawn in random order; the authors' program walks the data in order. */
  readonly shuffle: boolean
}

/** A published experiment: what it says of the model (what it sweeps is left to choose) and of its training. */
export interface Settings {
  readonly model: Partial<VscConfigInput>
  readonly training: TrainingSettings
}

const variant = {
  paper: { shuffle: true, restartsAdam: false },
  reference: { shuffle: false, restartsAdam: true },
} as const

interface Column {
  readonly iterations: number
  /** From the first iteration of each pair lambda rises from 0, to 1 at the second. */
  readonly warmUp: readonly [start: number, end: number]
  /** The step size at first, and the iteration at which it drops tenfold. */
  readonly stepSize: readonly [first: number, dropsAt: number]
}

function training(name: VscConfig['variant'], { iterations, warmUp, stepSize }: Column): TrainingSettings {
  const [start, end] = warmUp
  const [first, dropsAt] = stepSize
  const { shuffle, restartsAdam } = variant[name]
  return {
    iterations,
    batchSize: 500,
    learningRate: piecewise([0, first], [dropsAt, first / 10]),
    lambda: linear({ from: 0, to: 1, start, end }),
    slope: slopeSchedule(name, iterations),
    freshAdamAt: restartsAdam ? [dropsAt] : [],
    shuffle,
  }
}

/**
 * The settings of the published experiments.
 * - `elbo`: figure 1, Fashion-MNIST and UCI-HAR; J and alpha swept (supplement of Tonolini et al. 2019, D.1)
 * - `smiley`: figure 9, J of 18, 40, 50 and 60, alpha swept (supplement, D.2)
 * - `celeba`: alpha swept (supplement, D.2)
 * - `reference-fashion`, `reference-smiley`: the authors' released program; it divides every example by its L2 norm
 *
 * @example
 * const { model, training } = settings.smiley
 * const vsc = createVsc({ ...model, dataDim: 1024, latentDim: 40 })
 */
export const settings = {
  elbo: {
    model: { variant: 'paper', hiddenDim: 3000, pseudoInputCount: 20 },
    training: training('paper', { iterations: 70_000, warmUp: [15_000, 20_000], stepSize: [1e-3, 20_000] }),
  },
  smiley: {
    model: { variant: 'paper', dataDim: 1024, hiddenDim: 3000, pseudoInputCount: 20 },
    training: training('paper', { iterations: 200_000, warmUp: [50_000, 60_000], stepSize: [5e-4, 60_000] }),
  },
  celeba: {
    model: { variant: 'paper', dataDim: 3072, latentDim: 300, hiddenDim: 3000, pseudoInputCount: 20 },
    training: training('paper', { iterations: 500_000, warmUp: [50_000, 60_000], stepSize: [5e-4, 60_000] }),
  },
  'reference-fashion': {
    model: { variant: 'reference', dataDim: 784, latentDim: 60, hiddenDim: 3000, pseudoInputCount: 10, alpha: 0.01 },
    training: training('reference', { iterations: 100_000, warmUp: [45_000, 50_000], stepSize: [5e-4, 45_000] }),
  },
  'reference-smiley': {
    model: { variant: 'reference', dataDim: 1024, latentDim: 60, hiddenDim: 3000, pseudoInputCount: 10, alpha: 0.003 },
    training: training('reference', { iterations: 200_000, warmUp: [75_000, 80_000], stepSize: [5e-4, 60_000] }),
  },
} as const satisfies Record<string, Settings>

/** The names of the published experiments in `settings`. */
export type SettingsName = keyof typeof settings
