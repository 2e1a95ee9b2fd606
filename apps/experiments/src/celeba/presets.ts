import type { ConfigTree } from '@vsc/config'
import { settings } from '@vsc/core'
import { briskGaussianTraining, briskGaussianVsc, briskVarianceFloor } from '@vsc/models'
import type { PresetName } from '../config/experiment-keys.js'

const brisk = { ...briskGaussianVsc, likelihood: 'gaussian', mean: 'sigmoid', varianceFloor: briskVarianceFloor }

const { model, training } = settings.celeba

/** What the presets of `celeba` say. All train on whatever images of CelebA are there, `smoke` on the first few. */
export const celebAPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDims: [18],
    data: { trainCount: 300, testCount: 60 },
    vsc: { ...brisk, hiddenDim: 32, pseudoInputCount: 5 },
    training: { ...briskGaussianTraining(60), batchSize: 50, logEvery: 20, checkpointEvery: 50 },
  },

  /** Some five minutes on two cores. */
  quick: {
    latentDims: [100],
    data: { testCount: 1000 },
    vsc: { ...brisk, hiddenDim: 400, pseudoInputCount: 20 },
    training: { ...briskGaussianTraining(3000), batchSize: 50 },
  },

  /** About an hour on two cores, by the times of `quick`. */
  standard: {
    latentDims: [model.latentDim],
    data: { testCount: 2000 },
    vsc: { ...brisk, hiddenDim: 800, pseudoInputCount: 20 },
    training: { ...briskGaussianTraining(20_000), batchSize: 100 },
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
