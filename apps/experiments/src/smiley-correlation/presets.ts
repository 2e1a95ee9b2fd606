import { constant, linear, piecewise, settings } from '@vsc/core'
import type { PresetName } from '../config/experiment-keys.js'
import type { ConfigTree } from '../experiment.js'

/** VSC as it learns in short runs: spikes that can come down again, and numbers that cannot run away. */
const brisk = {
  likelihood: 'bernoulli',
  alpha: 0.2,
  spikeGradientLeak: 0.2,
  logVarBounds: [-12, 6],
  pseudoInputSpikes: 'squash',
}

/** No warm-up, and the paper's slope. */
const briskSchedules = (iterations: number) => ({
  lambda: constant(1),
  slope: linear({ from: 50, to: 200, start: 0, end: iterations }),
})

/** What the presets of smiley-correlation say. Numbers of iterations are those of schedules too: they do not stretch. */
export const smileyPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDims: [18],
    data: { trainCount: 2000, testCount: 500 },
    vsc: { ...brisk, hiddenDim: 64, pseudoInputCount: 5 },
    training: {
      iterations: 300,
      batchSize: 50,
      learningRate: piecewise([0, 1e-3], [225, 1e-4]),
      schedules: briskSchedules(300),
      clipNorm: 100,
      logEvery: 20,
      checkpointEvery: 50,
    },
  },

  /** Minutes on two cores: one model that finds the structure. */
  quick: {
    latentDims: [40],
    data: { trainCount: 60_000, testCount: 4000 },
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: {
      iterations: 8000,
      batchSize: 100,
      learningRate: piecewise([0, 1e-3], [6000, 1e-4]),
      schedules: briskSchedules(8000),
      clipNorm: 100,
    },
  },

  /** About an hour on a CPU: every J of figure 9, wider and longer. */
  standard: {
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 10_000 },
    vsc: { ...brisk, hiddenDim: 1000, pseudoInputCount: 20 },
    training: {
      iterations: 40_000,
      batchSize: 200,
      learningRate: piecewise([0, 1e-3], [30_000, 1e-4]),
      schedules: briskSchedules(40_000),
      clipNorm: 100,
    },
  },

  /**
   * The published settings. The paper sweeps alpha without saying over what: these are the values of its figures 6 and 7, of
   * the trials that left as many latents active as figure 9 shows, and one between. Pixels are left 0 or 1.
   */
  paper: {
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 20_000 },
    sweep: { vsc: { alpha: [0.01, 0.05, 0.2] } },
    vsc: {
      variant: settings.smiley.model.variant,
      hiddenDim: settings.smiley.model.hiddenDim,
      pseudoInputCount: settings.smiley.model.pseudoInputCount,
    },
    training: {
      iterations: settings.smiley.training.iterations,
      batchSize: settings.smiley.training.batchSize,
      learningRate: settings.smiley.training.learningRate,
      schedules: { lambda: settings.smiley.training.lambda, slope: settings.smiley.training.slope },
      freshAdamAt: settings.smiley.training.freshAdamAt,
      shuffle: settings.smiley.training.shuffle,
    },
  },
}
