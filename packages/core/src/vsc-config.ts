import * as z from 'zod'
import { likelihoodKeys } from './likelihood.js'
import type { VscConfig, VscConfigInput } from './model-config.js'
import { modelKeys } from './model-keys.js'
import { termWeight, unitCount } from './ranges.js'
import { constant, linear, type Schedule } from './schedule.js'

const share = z.number().min(0).max(1)

const alphaSchema = z.union([z.number().gt(0).lt(1), z.strictObject({ spikes: z.number().gt(0).max(1_000_000) })], {
  error: 'expected a share above 0 and below 1, or { "spikes": n } with n above 0',
})

/** What distinguishes the model of the paper's supplement from the program its authors released. */
const variantDefaults = {
  paper: {
    mean: 'linear',
    selection: 'sharpened',
    warmUp: 'variance',
    pseudoInputSpikes: 'plain',
    klVarianceOffset: 0,
  },
  reference: {
    mean: 'sigmoid',
    selection: 'sigmoid',
    warmUp: 'log-variance',
    pseudoInputSpikes: 'squash',
    klVarianceOffset: 1e-6,
  },
} as const

/** A VSC model's configuration: checks it, refuses unknown keys, and fills in the defaults, the variant's among them. */
export const vscConfigSchema = z
  .strictObject({
    variant: z
      .enum(['paper', 'reference'])
      .default('paper')
      .describe(
        "`paper`, the supplement's model, or `reference`, the released program's: the defaults of the keys that say so.",
      ),
    ...modelKeys,
    mean: likelihoodKeys.mean
      .unwrap()
      .optional()
      .describe("What the Gaussian's mean head goes through. `linear` in `paper`, `sigmoid` in `reference`."),

    spikeActivation: z
      .enum(['rectified', 'sigmoid'])
      .default('rectified')
      .describe(
        "How a spike's gamma follows from its unit v: exp(-ReLU(-v)), as published, or sigmoid(v), which never stays at 1.",
      ),
    spikeGradientLeak: share
      .default(0)
      .describe(
        'The share of the gradient that a rectified spike at gamma = 1 lets through (straight-through), such as 0.2.',
      ),
    initialSpikeBias: z
      .number()
      .min(-1000)
      .max(1000)
      .default(0)
      .describe("Where the spikes' bias starts: below 0, gamma starts below 1."),

    prior: z
      .enum(['pseudo-inputs', 'fixed'])
      .default('pseudo-inputs')
      .describe("`pseudo-inputs`, or `fixed`: alpha N(0, 1) + (1 - alpha) delta, as in the paper's first version."),
    alpha: alphaSchema
      .default(0.01)
      .describe(
        "The prior's sparsity: the share of latents that are on in an example, or `{ spikes: n }` for n of them whatever J is, which makes the share n / J, and at most 0.6.",
      ),
    pseudoInputCount: unitCount.default(20).describe("K, the prior's pseudo-inputs."),
    pseudoInputInit: z
      .enum(['xavier', 'examples'])
      .default('xavier')
      .describe('How pseudo-inputs start: Xavier-uniform, or as random training examples.'),
    pseudoInputSpikes: z
      .enum(['plain', 'squash', 'clamp'])
      .optional()
      .describe("How the pseudo-inputs' gamma is kept from 0 and 1. `plain` in `paper`, `squash` in `reference`."),
    selection: z
      .enum(['sharpened', 'sigmoid', 'posterior'])
      .optional()
      .describe(
        'The form of the selection weights. `sharpened` in `paper`, `sigmoid` in `reference`; `posterior` learns none: each pseudo-input by exp(-KL(q || r_k)), the weights that make `elboMixture` largest.',
      ),
    maximises: z
      .enum(['elbo', 'elboMixture'])
      .default('elbo')
      .describe(
        'What is maximised: `elbo`, against the selected pseudo-inputs, or the valid bound `elboMixture`, against their mixture.',
      ),
    sparsityOver: z
      .enum(['example', 'batch'])
      .default('example')
      .describe(
        "Whether alpha is what the prior's spikes are for each `example` on average, as published, or over the `batch`.",
      ),
    usageLimit: z
      .number()
      .gt(0)
      .lt(1)
      .nullable()
      .default(null)
      .describe(
        'The share of examples in which a latent may be on at no cost; what lies above it is weighed by `usageWeight`. null for no limit.',
      ),
    usageOf: z
      .enum(['prior', 'posterior'])
      .default('prior')
      .describe(
        'Whose spikes `usageLimit` holds: those of the `prior` that a batch selects, or those of the `posterior`, the codes.',
      ),
    usageWeight: termWeight.default(1).describe('The weight of what latents cost above `usageLimit`.'),
    sparsityWarmUp: z
      .boolean()
      .default(false)
      .describe('Whether the schedule `sparsityWeight` weighs the alpha term, and with it the cost of usage.'),

    warmUp: z
      .enum(['variance', 'log-variance'])
      .optional()
      .describe('Which spread warm-up (lambda) interpolates. `variance` in `paper`, `log-variance` in `reference`.'),
    klSlab: z
      .enum(['encoder', 'interpolated'])
      .default('encoder')
      .describe(
        "The slab inside the KL divergence during warm-up: the encoder's as it is (`encoder`, as in the authors' program), or the interpolated one that is sampled from (`interpolated`, for data and pseudo-inputs alike).",
      ),
    klVarianceOffset: z
      .number()
      .min(0)
      .max(1e9)
      .optional()
      .describe('Added to every slab variance inside the KL divergence. 0 in `paper`, 1e-6 in `reference`.'),
  })
  .transform((given) => {
    const defaults = variantDefaults[given.variant]
    return {
      ...given,
      mean: given.mean ?? defaults.mean,
      pseudoInputSpikes: given.pseudoInputSpikes ?? defaults.pseudoInputSpikes,
      selection: given.selection ?? defaults.selection,
      warmUp: given.warmUp ?? defaults.warmUp,
      klVarianceOffset: given.klVarianceOffset ?? defaults.klVarianceOffset,
    }
  })

export type { VscConfig, VscConfigInput }

/** Of spikes that are nearly all on none says anything. */
const largestAlpha = 0.6

/** The prior's sparsity as a share of the J latents. */
export function priorSparsity({ alpha, latentDim }: Pick<VscConfig, 'alpha' | 'latentDim'>): number {
  return typeof alpha === 'number' ? alpha : Math.min(largestAlpha, alpha.spikes / latentDim)
}

/** The sampler's slope c over a run of so many iterations: 50 to 200 in `paper`, 100 throughout in `reference`. */
export function slopeSchedule(variant: VscConfig['variant'], iterations: number): Schedule {
  return variant === 'paper' ? linear({ from: 50, to: 200, start: 0, end: iterations }) : constant(100)
}
