import { type Schedule, vscFamily } from '@vsc/core'
import { type ConfigTree, type Lab, modelPresets, type PresetName, presetFor } from '@vsc/lab'

/** Smileys are binary: a Bernoulli likelihood. */
const smiley = { name: 'smiley', kind: 'binary' } as const

/** The models of figure 9. */
const compared = ['vsc', 'beta-vae', 'beta-tcvae']

const standard = presetFor({ model: vscFamily, preset: 'standard', data: smiley }).training

/** Half the step sizes that did best in trials, and these. */
const learningRates = [halved(standard.learningRate), standard.learningRate]

/** The betas that did best in trials of a short run's length; VSC has the preset's alpha. */
const found = { 'beta-vae': { beta: 1 }, 'beta-tcvae': { beta: 2 } }

/** Those with the best bound after as many steps as `standard` takes, by its own search. */
const foundLonger = { 'beta-vae': { beta: 1 }, 'beta-tcvae': { beta: 1 } }

/** As many settings of each model: how many latents an example is to have on, or the weight of what a baseline adds to a VAE; and step sizes. */
const sweep = {
  vsc: { alpha: [{ spikes: 6 }, { spikes: 8 }], learningRate: learningRates },
  'beta-vae': { beta: [1, 2], learningRate: learningRates },
  'beta-tcvae': { beta: [1, 2], learningRate: learningRates },
}

/** What the presets of smiley-correlation say. Numbers of iterations are those of schedules too: they do not stretch. */
export const smileyPresets = (lab: Lab): Readonly<Record<PresetName, ConfigTree>> => ({
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    ...modelPresets({ lab, preset: 'smoke', data: smiley }),
    models: ['vsc', 'beta-vae'],
    latentDims: [18],
    data: { trainCount: 2000, testCount: 500 },
    evaluation: { bound: { exampleCount: 100, samples: 10 } },
  },

  /** Some four minutes on two cores: one J, and of each model the setting that did best in trials. */
  quick: {
    ...modelPresets({
      lab,
      preset: 'quick',
      data: smiley,
      settings: found,
    }),
    models: compared,
    latentDims: [40],
    seeds: [1, 2],
    data: { trainCount: 60_000, testCount: 4000 },
  },

  /** Every J of figure 9, longer; at one of them a search of four settings of each model. */
  standard: {
    ...modelPresets({ lab, preset: 'standard', data: smiley, settings: foundLonger }),
    models: compared,
    latentDims: [18, 40, 50, 60],
    seeds: [1, 2],
    data: { trainCount: 60_000, testCount: 10_000 },
    sweepAt: [40],
    sweep,
  },

  /** The published settings at a tenth of their length: one VSC, at one of the alphas that `paper` tries. */
  'paper-tenth': {
    ...modelPresets({ lab, preset: 'paper-tenth', data: smiley, settings: { vsc: { alpha: 0.05 } } }),
    latentDims: [40],
    data: { trainCount: 60_000, testCount: 10_000 },
  },

  /**
   * The published settings. The paper sweeps alpha without saying over what: these are the values of its figures 6 and 7, of
   * the trials that left as many latents active as figure 9 shows, and between. It sweeps beta from 1 to 50 without saying
   * in which steps, and gives beta-TCVAE no settings: here it has the beta-VAE's step size, and as many betas. Pixels are left 0 or 1.
   */
  paper: {
    ...modelPresets({ lab, preset: 'paper', data: smiley }),
    models: compared,
    latentDims: [18, 40, 50, 60],
    data: { trainCount: 60_000, testCount: 20_000 },
    seeds: [1, 2, 3],
    sweep: {
      vsc: { alpha: [0.003, 0.01, 0.02, 0.05, 0.1, 0.2] },
      'beta-vae': { beta: [1, 2, 5, 10, 20, 50] },
      'beta-tcvae': { beta: [1, 2, 4, 6, 8, 10] },
    },
  },
})

function halved(schedule: Schedule): ConfigTree {
  if (schedule.kind !== 'piecewise') throw new Error('the step sizes of short runs are steps')
  return { ...schedule, steps: schedule.steps.map(({ start, value }) => ({ start, value: value / 2 })) }
}
