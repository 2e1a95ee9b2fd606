import { vscFamily } from '@vsc/core'
import { type ConfigTree, type Lab, modelPresets, type PresetName, presetFor } from '@vsc/lab'

/** Grey values in 0 to 1: a Gaussian likelihood, as the paper has it. */
export const clothing = { name: 'fashion-mnist', kind: 'unit' } as const

/** The J of the authors' released program for this data; the paper names none for its figures 6 and 7. */
const publishedLatentDims = [60]

/** That of `vsc train`, 100, of which some 75 are used: the more spikes there are, the more they tell of the class. */
const latentDims = [presetFor({ model: vscFamily, preset: 'quick', data: clothing }).model.latentDim]

const published = (lab: Lab, preset: 'paper' | 'paper-tenth'): ConfigTree => ({
  ...modelPresets({ lab, preset, data: clothing, settings: { vsc: { mean: 'sigmoid', alpha: 0.01 } } }),
  latentDims: publishedLatentDims,
})

/** What the presets of the three experiments on clothing say: the same, so that they share their models. */
export const clothingPresets = (lab: Lab): Readonly<Record<PresetName, ConfigTree>> => ({
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    ...modelPresets({ lab, preset: 'smoke', data: clothing }),
    latentDims: [18],
    data: { trainCount: 1000, testCount: 300 },
  },

  /** Some three minutes on two cores. */
  quick: { ...modelPresets({ lab, preset: 'quick', data: clothing }), latentDims, data: { testCount: 4000 } },

  /** Longer, and three models, so that what is said of them has a deviation. */
  standard: { ...modelPresets({ lab, preset: 'standard', data: clothing }), latentDims, seeds: [1, 2, 3] },

  /** Those of `paper` at a tenth of their length. */
  'paper-tenth': published(lab, 'paper-tenth'),

  /** The published settings; alpha is that of figures 6 and 7, and pixels, which lie in 0 to 1, have a mean that does too. */
  paper: published(lab, 'paper'),
})
