import type { ConfigTree } from '@vsc/config'
import { constant, piecewise, settings } from '@vsc/core'
import { briskVsc, briskVscTraining, type ModelName, modelNames } from '@vsc/models'
import type { PresetName } from '../config/experiment-keys.js'

/**
 * Smileys are binary, and under a Bernoulli likelihood spikes come to depend on the image; under the Gaussian one they stay on. With
 * `briskVsc`'s alpha some 10 of 40 latents are active, over eight seeds with contrasts of 0.39 to 0.50; trials at 0.2, with larger
 * steps and fewer images, left 14 to 17, among them weak copies, with contrasts of 0.27 to 0.40.
 */
const brisk = { likelihood: 'bernoulli', ...briskVsc }

/** The models of figure 9. */
const compared: readonly ModelName[] = ['vsc', 'beta-vae', 'beta-tcvae']

/** The same for every baseline, also those that are trained only when asked for by `--models`. */
const everyBaseline = <T>(value: T): Readonly<Record<string, T>> =>
  Object.fromEntries(modelNames.filter((name) => name !== 'vsc').map((name) => [name, value]))

/** The baselines beside VSC in short runs: its likelihood and its width; their log variances need no bounds. */
const briskBaselines = (hiddenDim: number) => everyBaseline({ likelihood: 'bernoulli', hiddenDim })

/** So many iterations for each baseline, the last fifth of them at a tenth of the step size. */
const baselineTraining = (iterations: number) =>
  everyBaseline({ iterations, learningRate: piecewise([0, 1e-3], [Math.round(0.8 * iterations), 1e-4]) })

/** What the presets of smiley-correlation say. Numbers of iterations are those of schedules too: they do not stretch. */
export const smileyPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    models: ['vsc', 'beta-vae'],
    latentDims: [18],
    data: { trainCount: 2000, testCount: 500 },
    evaluation: { bound: { exampleCount: 100, samples: 10 } },
    ...briskBaselines(64),
    trainingOf: baselineTraining(200),
    vsc: { ...brisk, hiddenDim: 64, pseudoInputCount: 5 },
    training: { ...briskVscTraining(200), batchSize: 50, logEvery: 20, checkpointEvery: 50 },
  },

  /** One J, as many settings of each model, of as many iterations. */
  quick: {
    models: compared,
    latentDims: [40],
    seeds: [1, 2],
    data: { trainCount: 60_000, testCount: 4000 },
    sweep: { vsc: { alpha: [0.07, 0.2] }, 'beta-vae': { beta: [1, 2] }, 'beta-tcvae': { beta: [2, 4] } },
    ...briskBaselines(400),
    trainingOf: baselineTraining(6000),
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: { ...briskVscTraining(6000), batchSize: 100 },
  },

  /** About an hour on two cores, by the times of `quick`: every J of figure 9, wider and longer. */
  standard: {
    models: compared,
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 10_000 },
    seeds: [1, 2, 3],
    sweep: { vsc: { alpha: [0.07, 0.2] }, 'beta-vae': { beta: [1, 2] }, 'beta-tcvae': { beta: [2, 4] } },
    ...briskBaselines(600),
    trainingOf: baselineTraining(10_000),
    vsc: { ...brisk, hiddenDim: 600, pseudoInputCount: 20 },
    training: { ...briskVscTraining(10_000), batchSize: 200 },
  },

  /**
   * The published settings. The paper sweeps alpha without saying over what: these are the values of its figures 6 and 7, of
   * the trials that left as many latents active as figure 9 shows, and between. It sweeps beta from 1 to 50 without saying
   * in which steps, and gives beta-TCVAE no settings: here it has the beta-VAE's step size, and as many betas. Pixels are left 0 or 1.
   */
  paper: {
    models: compared,
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 20_000 },
    seeds: [1, 2, 3],
    sweep: {
      vsc: { alpha: [0.003, 0.01, 0.02, 0.05, 0.1, 0.2] },
      'beta-vae': { beta: [1, 2, 5, 10, 20, 50] },
      'beta-tcvae': { beta: [1, 2, 4, 6, 8, 10] },
    },
    vsc: {
      variant: settings.smiley.model.variant,
      hiddenDim: settings.smiley.model.hiddenDim,
      pseudoInputCount: settings.smiley.model.pseudoInputCount,
    },
    trainingOf: everyBaseline({ learningRate: constant(5e-5) }),
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
