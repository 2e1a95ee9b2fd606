import { engineNames } from '@vsc/engine'
import { presetNames } from '@vsc/lab'
import { z } from 'zod'

const count = z.number().int().positive()

const setting = z.json()

/** Values to draw from: one of a list, or anything between two numbers. */
const rangeSchema = z.union([
  z.array(setting).min(1),
  z
    .strictObject({
      from: z.number(),
      to: z.number(),
      /** `log`: 1 to 10 is as likely as 10 to 100. */
      scale: z.enum(['linear', 'log']).default('linear'),
      /** Whole numbers only, both ends among them. */
      whole: z.boolean().default(false),
    })
    .refine(({ from, to }) => from < to, { error: 'from must be less than to' })
    .refine(({ from, scale }) => scale === 'linear' || from > 0, { error: 'a logarithmic scale needs from above 0' }),
])

/** Points drawn over ranges of keys. */
const drawnSchema = z.strictObject({
  runs: count,
  /** Names what is drawn. */
  seed: z.union([z.number().int(), z.string()]).default(1),
  keys: z.record(z.string(), rangeSchema).refine((keys) => Object.keys(keys).length > 0, { error: 'names no key' }),
})

const searchSchema = z
  .strictObject({
    /** The model; `vsc` by default. */
    model: z.string().optional(),
    /** What all its runs have: keys as `vsc train --set` has them, whole trees or with dots. */
    set: z.record(z.string(), setting).default({}),
    /** Every combination of these values. */
    grid: z.record(z.string(), z.array(setting).min(1)).optional(),
    random: drawnSchema.optional(),
    sobol: drawnSchema.optional(),
  })
  .refine(({ grid, random, sobol }) => [grid, random, sobol].filter((kind) => kind !== undefined).length <= 1, {
    error: 'a search is a grid, random or sobol: leave out the others, or make searches of them',
  })

/** What a sweep's file says. */
export const sweepSchema = z.strictObject({
  /** What it is called. */
  name: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, { error: 'expected letters, digits, hyphens and dots' }),
  preset: z.enum(presetNames).default('quick'),
  engine: z.enum(engineNames).default('auto'),
  /** Each point is trained once with each. */
  seeds: z.array(z.number().int()).min(1).default([1]),
  /** What all runs have. */
  set: z.record(z.string(), setting).default({}),
  searches: z.array(searchSchema).min(1),
  /** Stops the worst early: after each of these iterations only the best part goes on. */
  stop: z
    .strictObject({
      after: z.array(count).min(1),
      /** The share of points that goes on, each time. */
      keep: z.number().gt(0).lt(1).default(0.5),
      /** `loss`, or a term of metrics.jsonl such as `elbo`. */
      by: z.string().default('loss'),
      better: z.enum(['lower', 'higher']).default('lower'),
    })
    .optional(),
  evaluation: z
    .strictObject({
      /** Test examples that models are judged on. */
      count: count.default(1000),
      /** Names what is drawn there. */
      seed: z.number().int().default(1),
      /** Metrics, by their names; every one that the model and the data allow by default. */
      metrics: z.array(z.string()).min(1).optional(),
    })
    .prefault({}),
})

/** A sweep with all its defaults. */
export type Sweep = z.output<typeof sweepSchema>

/** A sweep as it may be given: what has a default may be left out. */
export type SweepInput = z.input<typeof sweepSchema>

export type Search = Sweep['searches'][number]
export type Range = z.output<typeof rangeSchema>

/**
 * What a sweep's file in TypeScript exports by default.
 *
 * @example
 * const sweep = defineSweep({
 *   name: 'alpha',
 *   preset: 'quick',
 *   seeds: [1, 2, 3],
 *   searches: [{ model: 'vsc', grid: { 'model.alpha': [0.01, 0.1, 0.5] } }],
 * })
 */
export const defineSweep = (sweep: SweepInput): SweepInput => sweep
