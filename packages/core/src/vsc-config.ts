import { z } from 'zod'
import { likelihoodKeys } from './likelihood.js'
import { modelKeys } from './model-keys.js'
import { constant, linear, type Schedule } from './schedule.js'

const count = z.number().int().positive()

const alphaSchema = z.union([z.number().gt(0).lt(1), z.strictObject({ spikes: z.number().positive() })], {
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
    /** `paper`, the supplement's model, or `reference`, the released program's: the defaults of the keys that say so. */
    variant: z.enum(['paper', 'reference']).default('paper'),
    ...modelKeys,
    /** What the Gaussian's mean head goes through. `linear` in `paper`, `sigmoid` in `reference`. */
    mean: likelihoodKeys.mean.unwrap().optional(),

    /** How a spike's gamma follows from its unit v: exp(-ReLU(-v)), as published, or sigmoid(v), which never stays at 1. */
    spikeActivation: z.enum(['rectified', 'sigmoid']).default('rectified'),
    /** The share of the gradient that a rectified spike at gamma = 1 lets through (straight-through), such as 0.2. */
    spikeGradientLeak: z.number().min(0).max(1).default(0),
    /** Where the spikes' bias starts: below 0, gamma starts below 1. */
    initialSpikeBias: z.number().default(0),

    /** `pseudo-inputs`, or `fixed`: alpha N(0, 1) + (1 - alpha) delta, as in the paper's first version. */
    prior: z.enum(['pseudo-inputs', 'fixed']).default('pseudo-inputs'),
    /**
     * The prior's sparsity: the share of latents that are on in an example, or `{ spikes: n }` for n of them whatever J is, which
     * makes the share n / J, and at most 0.9.
     */
    alpha: alphaSchema.default(0.01),
    /** K */
    pseudoInputCount: count.default(20),
    /** How pseudo-inputs start: Xavier-uniform, or as random training examples. */
    pseudoInputInit: z.enum(['xavier', 'examples']).default('xavier'),
    /** How the pseudo-inputs' gamma is kept from 0 and 1. `plain` in `paper`, `squash` in `reference`. */
    pseudoInputSpikes: z.enum(['plain', 'squash', 'clamp']).optional(),
    /**
     * The form of the selection weights. `sharpened` in `paper`, `sigmoid` in `reference`; `posterior` learns none: each
     * pseudo-input by exp(-KL(q || r_k)), the weights that make `elboMixture` largest.
     */
    selection: z.enum(['sharpened', 'sigmoid', 'posterior']).optional(),
    /** What is maximised: `elbo`, against the selected pseudo-inputs, or the valid bound `elboMixture`, against their mixture. */
    maximises: z.enum(['elbo', 'elboMixture']).default('elbo'),
    /** Whether alpha is what the prior's spikes are for each `example` on average, as published, or over the `batch`. */
    sparsityOver: z.enum(['example', 'batch']).default('example'),
    /** The share of examples in which a latent may be on at no cost; above it {@link excessUsage} is added. null for no limit. */
    usageLimit: z.number().gt(0).lt(1).nullable().default(null),
    /** The weight of what latents cost above `usageLimit`. */
    usageWeight: z.number().nonnegative().default(1),
    /** Whether the schedule `sparsityWeight` weighs the alpha term, and with it the cost of usage. */
    sparsityWarmUp: z.boolean().default(false),

    /** Which spread warm-up interpolates. `variance` in `paper`, `log-variance` in `reference`. */
    warmUp: z.enum(['variance', 'log-variance']).optional(),
    /**
     * The slab inside the KL divergence during warm-up: the encoder's as it is (`encoder`, as in the authors' program), or
     * the interpolated one that is sampled from (`interpolated`, for data and pseudo-inputs alike).
     */
    klSlab: z.enum(['encoder', 'interpolated']).default('encoder'),
    /** Added to every slab variance inside the KL divergence. 0 in `paper`, 1e-6 in `reference`. */
    klVarianceOffset: z.number().nonnegative().optional(),
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

/** What a user writes: only `dataDim` and `latentDim` have no default. */
export type VscConfigInput = z.input<typeof vscConfigSchema>

/** A complete configuration, valid as input again. */
export type VscConfig = z.output<typeof vscConfigSchema>

const largestAlpha = 0.9

/** The prior's sparsity as a share of the J latents. */
export function priorSparsity({ alpha, latentDim }: Pick<VscConfig, 'alpha' | 'latentDim'>): number {
  return typeof alpha === 'number' ? alpha : Math.min(largestAlpha, alpha.spikes / latentDim)
}

/** The sampler's slope c over a run of so many iterations: 50 to 200 in `paper`, 100 throughout in `reference`. */
export function slopeSchedule(variant: VscConfig['variant'], iterations: number): Schedule {
  return variant === 'paper' ? linear({ from: 50, to: 200, start: 0, end: iterations }) : constant(100)
}
