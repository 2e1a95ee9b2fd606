import { constant, scheduleSchema } from '@vsc/core'
import { engineNames } from '@vsc/engine'
import { modelNames } from '@vsc/models'
import { z } from 'zod'

/** From seconds, for tests, to the paper's own settings. */
export const presetNames = ['smoke', 'quick', 'standard', 'paper-tenth', 'paper'] as const

export type PresetName = (typeof presetNames)[number]

export const count = z.number().int().positive()

/** One or more, each but once. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, { error: 'names something twice' })

/** One of several names, and an error that lists them. */
const nameOf = <const Names extends readonly [string, ...string[]]>(what: string, names: Names) =>
  z.enum(names, { error: ({ input }) => `there is no ${what} '${input}'; there are: ${names.join(', ')}` })

/** A schedule, or a number for the one that never changes. */
export const scheduleOrNumber = z.preprocess(
  (given) => (typeof given === 'number' ? constant(given) : given),
  scheduleSchema,
)

/** The keys that every experiment's configuration has. */
export const experimentKeys = {
  /** Which experiment this configures. */
  experiment: z.string(),
  /** The preset this began from. */
  preset: z.enum(presetNames),
  /** Names all that is random, unless `seeds`, `data.seed` or `evaluation.seed` say otherwise. */
  seed: z.number().int().default(1),
  engine: nameOf('engine', engineNames).default('auto'),
  models: listOf(nameOf('model', modelNames)).default(['vsc']),
  /** J; one model is trained for each. */
  latentDims: listOf(count),
  /** Names initial parameters, order of the data and noise; one model is trained for each. `[seed]` unless told. */
  seeds: listOf(z.number().int()).optional(),
  /**
   * Settings of a model to be tried one after the other, such as `vsc: { alpha: [0.01, 0.2] }`, and its step sizes, as
   * `learningRate` (schedules or numbers): every combination of them.
   */
  sweep: z.partialRecord(z.enum(modelNames), z.record(z.string(), z.array(z.json()).min(1))).default({}),
  /** The J at which `sweep` is tried; at the others a model has the settings under its own name. Every J unless told. */
  sweepAt: listOf(count).optional(),
}

export type ExperimentKeys = {
  readonly [Key in Exclude<keyof typeof experimentKeys, 'sweepAt'>]: NonNullable<z.output<(typeof experimentKeys)[Key]>>
} & { readonly sweepAt?: readonly number[] | undefined }
