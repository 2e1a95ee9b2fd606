import { modelKeys } from '@vsc/core'
import type { EngineName } from '@vsc/engine'
import { z } from 'zod'
import { type Lab, unknownName } from '../lab.js'
import { type PresetName, presetNames } from '../presets/preset.js'
import { engineKey } from '../run-config/run-configuration.js'

/** The schema of a whole number of 1 or more. */
export const count = z.number().int().min(1).max(100_000_000)

/** Any number, each but once. */
const eachOnce = <T extends z.ZodType>(item: T) =>
  z.array(item).refine((items) => new Set(items).size === items.length, { error: 'names something twice' })

/** One or more, each but once. */
export const listOf = <T extends z.ZodType>(item: T) => eachOnce(item).min(1)

/** The keys that every experiment's configuration has, with the models of this lab. */
export const experimentKeys = ({ models, origin }: Pick<Lab, 'models' | 'origin'>) => {
  const modelName = z.string().refine((name) => models.some((each) => each.name === name), {
    error: ({ input }) => unknownName('model', input, models, origin),
  })
  return {
    experiment: z.string().describe('Which experiment this configures.'),
    preset: z.enum(presetNames).describe('The preset this began from.'),
    seed: z
      .number()
      .int()
      .default(1)
      .describe('Names all that is random, unless `seeds`, `data.seed` or `evaluation.seed` say otherwise.'),
    engine: engineKey,
    models: listOf(modelName).default(['vsc']).describe('The models that are trained, by their names.'),
    latentDims: listOf(modelKeys.latentDim).describe('J; one model is trained for each.'),
    seeds: listOf(z.number().int())
      .optional()
      .describe(
        'Names initial parameters, order of the data and noise; one model is trained for each. `[seed]` by default.',
      ),
    sweep: z
      .record(modelName, z.record(z.string(), z.array(z.json()).min(1)))
      .default({})
      .meta({ range: 'by model and setting, a list of values' })
      .describe(
        'Settings of a model to be tried one after the other, such as `vsc: { alpha: [0.01, 0.2] }`, and its step sizes, as `learningRate` (schedules or numbers): every combination of them.',
      ),
    sweepAt: eachOnce(modelKeys.latentDim)
      .optional()
      .describe(
        'The J at which `sweep` is tried; at the others, or at all with `[]`, a model has the settings under its own name. Every J by default.',
      ),
  }
}

/** What they say. */
export interface ExperimentKeys {
  readonly experiment: string
  readonly preset: PresetName
  readonly seed: number
  readonly engine: EngineName
  readonly models: readonly string[]
  readonly latentDims: readonly number[]
  readonly seeds: readonly number[]
  readonly sweep: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>
  readonly sweepAt?: readonly number[] | undefined
}
