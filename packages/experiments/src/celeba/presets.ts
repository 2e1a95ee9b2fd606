import { settings, vscFamily } from '@vsc/core'
import { type ConfigTree, type Lab, modelPresets, type PresetName, presetFor } from '@vsc/lab'

/** Pixels in 0 to 1: a Gaussian likelihood. */
const faces = { name: 'celeba', kind: 'unit' } as const

const published = (lab: Lab, preset: 'paper' | 'paper-tenth'): ConfigTree => ({
  ...modelPresets({ lab, preset, data: faces, settings: { vsc: { alpha: 0.01 } } }),
  latentDims: [settings.celeba.model.latentDim],
})

/** What the presets of `celeba` say. All train on whatever images of CelebA are there, `smoke` on the first few. */
export const celebAPresets = (lab: Lab): Readonly<Record<PresetName, ConfigTree>> => ({
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    ...modelPresets({ lab, preset: 'smoke', data: faces }),
    latentDims: [18],
    data: { trainCount: 300, testCount: 60 },
  },

  /** Some ten minutes on one core, at the J of `vsc train`. */
  quick: {
    ...modelPresets({ lab, preset: 'quick', data: faces }),
    latentDims: [presetFor({ model: vscFamily, preset: 'quick', data: faces }).model.latentDim],
    data: { testCount: 1000 },
  },

  /** Some forty minutes on one core, on the 1,600 faces of a part of the data. */
  standard: {
    ...modelPresets({ lab, preset: 'standard', data: faces }),
    latentDims: [settings.celeba.model.latentDim],
    data: { testCount: 2000 },
  },

  /** Those of `paper` at a tenth of their length. */
  'paper-tenth': published(lab, 'paper-tenth'),

  /** The published settings, and alpha as in the paper's figures 6 and 7: it sweeps alpha for faces without saying over what. */
  paper: published(lab, 'paper'),
})
