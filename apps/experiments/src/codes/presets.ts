import type { ConfigTree } from '@vsc/config'
import { constant, piecewise } from '@vsc/core'
import { clothingPresets } from '../clothing/presets.js'
import type { PresetName } from '../config/experiment-keys.js'

/** VSC beside a plain VAE. */
const models = ['vsc', 'beta-vae']

/** A VAE, with VSC's likelihood and its width. */
const vae = (hiddenDim: number) => ({ beta: 1, likelihood: 'bernoulli', hiddenDim })

/** A VAE is trained in larger steps, the last fifth of them at a tenth of the size. */
const vaeTraining = (iterations: number) => ({
  iterations,
  learningRate: piecewise([0, 1e-3], [Math.round(0.8 * iterations), 1e-4]),
})

/**
 * What the presets of `codes` say. Its VSC is that of `activations`, which is taken over at J = 60, at other J beside it.
 */
export const codesPresets: Readonly<Record<PresetName, ConfigTree>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    ...clothingPresets.smoke,
    models,
    latentDims: [4, 18],
    'beta-vae': vae(64),
    trainingOf: { 'beta-vae': vaeTraining(100) },
    classifier: { labelCount: 500 },
  },

  /** Some eight minutes on two cores, two of them for classifiers. */
  quick: {
    ...clothingPresets.quick,
    models,
    latentDims: [8, 20, 60, 200],
    data: { testCount: 2000 },
    'beta-vae': vae(400),
    trainingOf: { 'beta-vae': vaeTraining(6000) },
  },

  /** About an hour on two cores, by the times of `quick`: the same models at more J, three times each. */
  standard: {
    ...clothingPresets.quick,
    models,
    latentDims: [8, 20, 40, 60, 100, 200],
    seeds: [1, 2, 3],
    data: {},
    'beta-vae': vae(400),
    trainingOf: { 'beta-vae': vaeTraining(6000) },
  },

  /** The published settings of the paper's other experiments on these images: its first version's own are not known. */
  paper: {
    ...clothingPresets.paper,
    models,
    latentDims: [8, 20, 40, 60, 100, 200],
    seeds: [1, 2, 3, 4, 5],
    'beta-vae': { beta: 1 },
    trainingOf: { 'beta-vae': { learningRate: constant(1e-4) } },
  },
}
