import type { ConfigTree } from '@vsc/config'
import { constant, settings } from '@vsc/core'
import { briskGaussianTraining, briskGaussianVsc, modelNames, briskVarianceFloor as varianceFloor } from '@vsc/models'
import type { PresetName } from '../config/experiment-keys.js'

/** The same for every baseline, also those that are trained only when asked for by `--models`. */
const everyBaseline = <T>(value: T): Readonly<Record<string, T>> =>
  Object.fromEntries(modelNames.filter((name) => name !== 'vsc').map((name) => [name, value]))

const models = ['vsc', 'beta-vae']
const seeds = [1, 2, 3, 4, 5]

/** Models of this width, in short runs; at J's that are not swept a VSC of alpha 0.2, and a plain VAE. */
const briskModels = (hiddenDim: number, pseudoInputCount: number) => ({
  ...everyBaseline({ varianceFloor, hiddenDim }),
  'beta-vae': { varianceFloor, hiddenDim, beta: 1 },
  vsc: { ...briskGaussianVsc, varianceFloor, hiddenDim, pseudoInputCount },
})

/** What the presets of elbo say. Numbers of iterations are those of schedules too: they do not stretch. */
export const elboPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    models,
    seeds: [1, 2],
    latentDims: [4, 8],
    sweep: { vsc: { alpha: [0.05, 0.2] }, 'beta-vae': { beta: [1, 4] } },
    sweepAt: [8],
    data: { 'fashion-mnist': { trainCount: 500, testCount: 100 }, 'uci-har': { trainCount: 500, testCount: 100 } },
    evaluation: { bound: { exampleCount: 20, samples: 5 } },
    ...briskModels(16, 5),
    training: { ...briskGaussianTraining(10), batchSize: 50 },
  },

  /** Some five minutes on two cores: 160 small models, in a cross through the grid. */
  quick: {
    models,
    seeds,
    latentDims: [5, 10, 20, 50, 100],
    sweep: { vsc: { alpha: [0.01, 0.05, 0.2, 0.5] }, 'beta-vae': { beta: [1, 2, 4, 8] } },
    sweepAt: [20],
    data: { 'fashion-mnist': { testCount: 2000 } },
    evaluation: { bound: { exampleCount: 100, samples: 50 } },
    ...briskModels(100, 20),
    training: { ...briskGaussianTraining(500), batchSize: 100 },
  },

  /** About an hour on two cores, by the times of `quick`: wider, longer, and a longer cross. */
  standard: {
    models,
    seeds,
    latentDims: [5, 10, 20, 50, 100, 200],
    sweep: { vsc: { alpha: [0.003, 0.01, 0.05, 0.2, 0.5] }, 'beta-vae': { beta: [1, 2, 4, 8, 16] } },
    sweepAt: [20],
    ...briskModels(200, 20),
    training: { ...briskGaussianTraining(4000), batchSize: 100 },
  },

  /**
   * The published settings, on the whole grid: hundreds of models, for a GPU and days. Which J, alpha and beta is the choice made
   * here; `sweepAt` makes it a cross.
   */
  paper: {
    models,
    seeds,
    latentDims: [10, 25, 50, 100, 200],
    sweep: { vsc: { alpha: [0.001, 0.01, 0.1, 0.5] }, 'beta-vae': { beta: [1, 2, 4, 8] } },
    vsc: {
      variant: settings.elbo.model.variant,
      hiddenDim: settings.elbo.model.hiddenDim,
      pseudoInputCount: settings.elbo.model.pseudoInputCount,
    },
    trainingOf: everyBaseline({ learningRate: constant(1e-4) }),
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
