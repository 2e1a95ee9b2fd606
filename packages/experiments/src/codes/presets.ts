import { type ConfigTree, type Lab, modelPresets, type PresetName } from '@vsc/lab'
import { clothing, clothingPresets } from '../clothing/presets.js'

/** VSC beside a plain VAE. */
const models = ['vsc', 'beta-vae']
const settings = { 'beta-vae': { beta: 1 } }

const published = (lab: Lab, preset: 'paper' | 'paper-tenth'): ConfigTree => ({
  ...modelPresets({
    lab,
    preset,
    data: clothing,
    settings: { vsc: { mean: 'sigmoid', alpha: 0.01 }, 'beta-vae': { beta: 1, mean: 'sigmoid' } },
  }),
  models,
  latentDims: [8, 20, 40, 60, 100, 200],
  seeds: [1, 2, 3, 4, 5],
})

/**
 * What the presets of `codes` say. Its VSC is that of `activations`, which is taken over at J = 100, at other J beside it.
 */
export const codesPresets = (lab: Lab): Readonly<Record<PresetName, ConfigTree>> => ({
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    ...clothingPresets(lab).smoke,
    ...modelPresets({ lab, preset: 'smoke', data: clothing, settings }),
    models,
    latentDims: [4, 18],
    classifier: { labelCount: 500 },
  },

  /** Some eight minutes on two cores by estimate, two of them for classifiers. */
  quick: {
    ...modelPresets({ lab, preset: 'quick', data: clothing, settings }),
    models,
    latentDims: [8, 20, 100, 200],
    data: { testCount: 2000 },
  },

  /** Some 70 minutes on two cores: the models of `quick` at more J, three times each. */
  standard: {
    ...modelPresets({ lab, preset: 'quick', data: clothing, settings }),
    models,
    latentDims: [8, 20, 40, 60, 100, 200],
    seeds: [1, 2, 3],
  },

  /** Those of `paper` at a tenth of their length. */
  'paper-tenth': published(lab, 'paper-tenth'),

  /** The published settings of the paper's other experiments on these images: its first version's own are not known. */
  paper: published(lab, 'paper'),
})
