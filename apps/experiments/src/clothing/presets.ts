import type { ConfigTree } from '@vsc/config'
import { constant, linear, piecewise, settings } from '@vsc/core'
import type { PresetName } from '../config/experiment-keys.js'

/**
 * VSC as it learns Fashion-MNIST in short runs, found by trials. Grey values under a Bernoulli likelihood make spikes depend on
 * the class, under the Gaussian one most of them stay on.
 */
const brisk = {
  likelihood: 'bernoulli',
  alpha: 0.2,
  spikeGradientLeak: 0.2,
  logVarBounds: [-6, 2],
  pseudoInputSpikes: 'squash',
}

/** No warm-up of the slab, and small steps at first. */
const briskTraining = (iterations: number) => ({
  iterations,
  learningRate: piecewise([0, 1e-4], [Math.round(iterations / 12), 5e-4], [Math.round(0.75 * iterations), 5e-5]),
  schedules: { lambda: constant(1), slope: linear({ from: 50, to: 200, start: 0, end: iterations }) },
  clipNorm: 50,
})

/** The J of the authors' released program for this data; the paper gives none for its figures 6 and 7. */
const latentDims = [60]

/** What the presets of the three experiments on clothing say: the same, so that they share their models. */
export const clothingPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDims: [18],
    data: { trainCount: 1000, testCount: 300 },
    vsc: { ...brisk, hiddenDim: 64, pseudoInputCount: 5 },
    training: { ...briskTraining(100), batchSize: 50, logEvery: 20, checkpointEvery: 50 },
  },

  /** Some three minutes on two cores. */
  quick: {
    latentDims,
    data: { testCount: 4000 },
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: { ...briskTraining(6000), batchSize: 100 },
  },

  /** About an hour on two cores, by the times of `quick`. */
  standard: {
    latentDims,
    vsc: { ...brisk, hiddenDim: 600, pseudoInputCount: 20 },
    training: { ...briskTraining(30_000), batchSize: 200 },
  },

  /** The published settings: alpha is that of figures 6 and 7. */
  paper: {
    latentDims,
    vsc: {
      variant: settings.elbo.model.variant,
      hiddenDim: settings.elbo.model.hiddenDim,
      pseudoInputCount: settings.elbo.model.pseudoInputCount,
      alpha: 0.01,
    },
    training: {
      iterations: settings.elbo.training.iterations,
      batchSize: settings.elbo.training.batchSize,
      learningRate: settings.elbo.training.learningRate,
      schedules: { lambda: settings.elbo.training.lambda, slope: settings.elbo.training.slope },
      freshAdamAt: settings.elbo.training.freshAdamAt,
      shuffle: settings.elbo.training.shuffle,
    },
  },
}
