import { constant, linear, piecewise, settings } from '@vsc/core'
import type { PresetName } from '../config/experiment-keys.js'
import type { ConfigTree } from '../experiment.js'

/**
 * VSC as it learns in short runs, found by trials. Smileys are binary, and under a Bernoulli likelihood spikes come to depend on
 * the image; under the Gaussian one they stay on. A spike at 1 needs the leak to come down again. Bounds on the
 * pseudo-inputs' spikes (`squash`) keep the prior from log 0. alpha = 0.1 leaves 8 to 10 of 40 latents active and contrasts of 0.40 to
 * 0.50 (0.2: 14 to 17, with weak copies, and 0.27 to 0.40).
 */
const brisk = {
  likelihood: 'bernoulli',
  alpha: 0.1,
  spikeGradientLeak: 0.2,
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
      iterations: 200,
      batchSize: 50,
      learningRate: piecewise([0, 1e-3], [150, 1e-4]),
      schedules: briskSchedules(200),
      clipNorm: 50,
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
      iterations: 10_000,
      batchSize: 100,
      learningRate: piecewise([0, 1e-3], [7500, 1e-4]),
      schedules: briskSchedules(10_000),
      clipNorm: 50,
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
      clipNorm: 50,
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
