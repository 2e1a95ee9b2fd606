import type { ConfigTree } from '@vsc/config'
import { constant, linear, piecewise, settings } from '@vsc/core'
import type { PresetName } from '../config/experiment-keys.js'

/**
 * VSC as it learns faces in short runs, found by trials. The variance floor is far above the paper's: with a small one few
 * intensities that are known too well drive everything.
 */
const brisk = {
  likelihood: 'gaussian',
  mean: 'sigmoid',
  varianceFloor: 0.01,
  alpha: 0.2,
  spikeGradientLeak: 0.2,
  logVarBounds: [-6, 2],
  pseudoInputSpikes: 'squash',
}

/** No warm-up of the slab, small steps at first, and a slope that has risen before the steps are small again. */
const briskTraining = (iterations: number) => ({
  iterations,
  learningRate: piecewise(
    [0, 2e-4],
    [Math.round(iterations / 18), 1e-3],
    [Math.round(iterations / 2), 2e-4],
    [Math.round((5 / 6) * iterations), 6e-5],
  ),
  schedules: {
    lambda: constant(1),
    slope: linear({ from: 50, to: 200, start: 0, end: Math.round((2 / 3) * iterations) }),
  },
  clipNorm: 50,
})

const { model, training } = settings.celeba

/** What the presets of `celeba` say. All train on whatever images of CelebA are there, `smoke` on the first few. */
export const celebAPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDims: [18],
    data: { trainCount: 300, testCount: 60 },
    vsc: { ...brisk, hiddenDim: 32, pseudoInputCount: 5 },
    training: { ...briskTraining(60), batchSize: 50, logEvery: 20, checkpointEvery: 50 },
  },

  /** Some five minutes on two cores. */
  quick: {
    latentDims: [100],
    data: { testCount: 1000 },
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: { ...briskTraining(8000), batchSize: 50 },
  },

  /** About an hour on two cores, by the times of `quick`. */
  standard: {
    latentDims: [model.latentDim],
    data: { testCount: 2000 },
    vsc: { ...brisk, hiddenDim: 800, pseudoInputCount: 20 },
    training: { ...briskTraining(20_000), batchSize: 100 },
  },

  /** The published settings, and alpha as in the paper's figures 6 and 7: it sweeps alpha for faces without saying over what. */
  paper: {
    latentDims: [model.latentDim],
    vsc: {
      variant: model.variant,
      hiddenDim: model.hiddenDim,
      pseudoInputCount: model.pseudoInputCount,
      alpha: 0.01,
    },
    training: {
      iterations: training.iterations,
      batchSize: training.batchSize,
      learningRate: training.learningRate,
      schedules: { lambda: training.lambda, slope: training.slope },
      freshAdamAt: training.freshAdamAt,
      shuffle: training.shuffle,
    },
  },
}
