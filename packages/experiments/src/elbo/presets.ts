import { type ConfigTree, type Lab, modelPresets, type PresetName } from '@vsc/lab'

/** The same for every baseline, also those that are trained only when asked for by `--models`. */
const everyBaseline = <T>(lab: Lab, value: T): Readonly<Record<string, T>> =>
  Object.fromEntries(lab.models.filter(({ name }) => name !== 'vsc').map(({ name }) => [name, value]))

const models = ['vsc', 'beta-vae']
const seeds = [1, 2, 3, 4, 5]

/** Numbers in 0 to 1, or any others, of which UCI-HAR's are: the mean of both is linear. */
const real = { name: 'elbo', kind: 'real' } as const

/** Models of this width, in short runs; at J's that are not swept each has what its ELBO is highest with at the one that is. */
function shortRuns(lab: Lab, { preset, iterations, hiddenDim, pseudoInputCount }: ShortRuns): ConfigTree {
  const width = { hiddenDim }
  return modelPresets({
    lab,
    preset,
    data: real,
    iterations,
    settings: {
      ...everyBaseline(lab, width),
      'beta-vae': { ...width, beta: 1 },
      vsc: { ...width, pseudoInputCount, alpha: 0.5 },
    },
  })
}

const published = (lab: Lab, preset: 'paper' | 'paper-tenth'): ConfigTree => ({
  ...modelPresets({ lab, preset, data: real, settings: { 'beta-vae': { beta: 1 } } }),
  models,
  seeds,
  latentDims: [10, 25, 50, 100, 200],
  sweep: { vsc: { alpha: [0.001, 0.01, 0.1, 0.5] }, 'beta-vae': { beta: [1, 2, 4, 8] } },
})

interface ShortRuns {
  readonly preset: 'smoke' | 'quick' | 'standard'
  readonly iterations: number
  readonly hiddenDim: number
  readonly pseudoInputCount: number
}

/** What the presets of elbo say. Numbers of iterations are those of schedules too: they do not stretch. */
export const elboPresets = (lab: Lab): Readonly<Record<PresetName, ConfigTree>> => ({
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    models,
    seeds: [1, 2],
    latentDims: [4, 8],
    sweep: { vsc: { alpha: [0.05, 0.5] }, 'beta-vae': { beta: [1, 4] } },
    sweepAt: [8],
    data: { 'fashion-mnist': { trainCount: 500, testCount: 100 }, 'uci-har': { trainCount: 500, testCount: 100 } },
    evaluation: { bound: { exampleCount: 20, samples: 5 } },
    ...shortRuns(lab, { preset: 'smoke', iterations: 10, hiddenDim: 16, pseudoInputCount: 5 }),
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
    ...shortRuns(lab, { preset: 'quick', iterations: 800, hiddenDim: 100, pseudoInputCount: 20 }),
  },

  /** About an hour on two cores: wider, longer, and a longer cross. */
  standard: {
    models,
    seeds,
    latentDims: [5, 10, 20, 50, 100, 200],
    sweep: { vsc: { alpha: [0.003, 0.01, 0.05, 0.2, 0.5] }, 'beta-vae': { beta: [1, 2, 4, 8, 16] } },
    sweepAt: [20],
    ...shortRuns(lab, { preset: 'standard', iterations: 4000, hiddenDim: 200, pseudoInputCount: 20 }),
  },

  /** Those of `paper` at a tenth of their length. */
  'paper-tenth': published(lab, 'paper-tenth'),

  /**
   * The published settings, on the whole grid: hundreds of models, for a GPU and days. Which J, alpha and beta is the choice made
   * here; `sweepAt` makes it a cross.
   */
  paper: published(lab, 'paper'),
})
