import { constant, linear, piecewise, settings } from '@vsc/core'
import type { PresetName } from '../config/experiment-keys.js'
import type { ConfigTree } from '../experiment.js'

/**
 * VSC as it learns in short runs, found by trials. Smileys are binary, and under a Bernoulli likelihood spikes come to depend on
 * the image; under the Gaussian one they stay on. A spike at 1 needs the leak to come down again. Bounds on the
 * pseudo-inputs' spikes (`squash`) and on log variances keep the KL divergence from running away. alpha = 0.1 leaves
 * about a dozen of 40 latents active; 0.2 leaves more, among them weak copies that lower the contrast.
 */
const brisk = {
  likelihood: 'bernoulli',
  alpha: 0.1,
  spikeGradientLeak: 0.2,
  logVarBounds: [-6, 2],
  pseudoInputSpikes: 'squash',
}

/**
 * No warm-up of the slab, and the paper's slope. The step size begins small: at full size from the first step, spikes are
 * sometimes driven to 0 before the decoder has learned to read them, and never come back.
 */
const briskTraining = (iterations: number) => ({
  iterations,
  learningRate: piecewise([0, 1e-4], [Math.min(500, iterations / 10), 1e-3], [iterations * 0.75, 1e-4]),
  schedules: { lambda: constant(1), slope: linear({ from: 50, to: 200, start: 0, end: iterations }) },
  clipNorm: 50,
})

/** What the presets of smiley-correlation say. Numbers of iterations are those of schedules too: they do not stretch. */
export const smileyPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDims: [18],
    data: { trainCount: 2000, testCount: 500 },
    vsc: { ...brisk, hiddenDim: 64, pseudoInputCount: 5 },
    training: { ...briskTraining(200), batchSize: 50, logEvery: 20, checkpointEvery: 50 },
  },

  /** Minutes on two cores: one model that finds the structure. */
  quick: {
    latentDims: [40],
    data: { trainCount: 60_000, testCount: 4000 },
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: { ...briskTraining(6000), batchSize: 100 },
  },

  /** About an hour on a CPU: every J of figure 9, wider and longer. */
  standard: {
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 10_000 },
    vsc: { ...brisk, hiddenDim: 1000, pseudoInputCount: 20 },
    training: { ...briskTraining(20_000), batchSize: 200 },
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
