import { type ModelName, modelNames, models } from '@vsc/models'
import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { count, experimentKeys, scheduleOrNumber } from '../config/experiment-keys.js'
import { isTrainingKey } from './swept-settings.js'

/** Training but for its seed. */
const trainingSchema = trainingConfigSchema.omit({ seed: true }).extend({
  learningRate: scheduleOrNumber,
  /** Those of all models; each is given the ones that it asks for. */
  schedules: z.strictObject({
    /** VSC's warm-up. */
    lambda: scheduleOrNumber,
    /** The c of VSC's sampler. */
    slope: scheduleOrNumber,
    /** The weight of the KL term of models with a `klWarmUp`. */
    klWeight: scheduleOrNumber.optional(),
    /** The weight of VSC's alpha term, with `sparsityWarmUp`. */
    sparsityWeight: scheduleOrNumber.optional(),
    /** The C of a beta-VAE with `capacity`, in nats. */
    capacity: scheduleOrNumber.optional(),
  }),
})

/** What the training of one model may have for itself. */
const ownTrainingSchema = z.strictObject({
  iterations: count.optional(),
  batchSize: count.optional(),
  learningRate: scheduleOrNumber.optional(),
})

export const evaluationKeys = {
  /** Examples at a time. */
  batchSize: count.default(500),
  /** Names the noise of the samples; the configuration's `seed` unless told. */
  seed: z.number().int().optional(),
}

/** The importance-weighted bound, which takes many samples of each example. */
export const boundSchema = (unlessTold: { readonly exampleCount: number; readonly samples: number }) =>
  z
    .strictObject({
      /** The first so many test examples. */
      exampleCount: count.default(unlessTold.exampleCount),
      /** L */
      samples: count.default(unlessTold.samples),
    })
    .prefault({})

/** The keys of an experiment that trains models, to be spread into its schema. */
export const studyKeys = {
  ...experimentKeys,
  vsc: models.vsc.settings.prefault({}),
  'beta-vae': models['beta-vae'].settings.prefault({}),
  /** `datasetSize` is that of the training set unless told. */
  'beta-tcvae': models['beta-tcvae'].settings.prefault({}),
  'factor-vae': models['factor-vae'].settings.prefault({}),
  'dip-vae': models['dip-vae'].settings.prefault({}),
  'vamp-prior-vae': models['vamp-prior-vae'].settings.prefault({}),
  training: trainingSchema,
  /** By model, what differs from `training`. */
  trainingOf: z.partialRecord(z.enum(modelNames), ownTrainingSchema).default({}),
  evaluation: z.strictObject(evaluationKeys).prefault({}),
}

const parsedSchema = z.strictObject(studyKeys)

type Parsed = z.output<typeof parsedSchema>

/** A complete configuration of models, their training and their evaluation. */
export type StudyConfig = Omit<Parsed, 'seeds' | 'evaluation'> & {
  readonly seeds: number[]
  readonly evaluation: { readonly batchSize: number; readonly seed: number }
}

/** The seeds that follow `seed` unless told. */
export function withSeeds<Config extends Pick<Parsed, 'seed' | 'seeds' | 'evaluation'>>(config: Config) {
  const { seed, seeds = [seed], evaluation } = config
  return { ...config, seeds, evaluation: { ...evaluation, seed: evaluation.seed ?? seed } }
}

/** What no schema of one key can see, as [path, message]; `exampleCount` is the least that any model is trained on. */
export function studyProblems(
  config: StudyConfig,
  exampleCount: { readonly key: string; readonly value: number },
): [path: PropertyKey[], message: string][] {
  const trainings = [
    [['training'], config.training] as const,
    ...Object.entries(config.trainingOf).map(([model, own]) => [['trainingOf', model], own] as const),
  ]
  const tooLarge = trainings.flatMap(([path, { batchSize = 0 }]): [PropertyKey[], string][] =>
    batchSize > exampleCount.value
      ? [[[...path, 'batchSize'], `must not be more than ${exampleCount.key}, ${exampleCount.value}`]]
      : [],
  )
  return [...tooLarge, ...unscheduled(config), ...sweepAtProblems(config), ...sweepProblems(config)]
}

/** Schedules that a model asks for as it is set, or at a point of its sweep. */
function unscheduled({
  models: asked,
  sweep,
  training: { schedules },
  ...config
}: StudyConfig): [PropertyKey[], string][] {
  const switches = [
    ['capacity', 'capacity'],
    ['klWarmUp', 'klWeight'],
    ['sparsityWarmUp', 'sparsityWeight'],
  ] as const
  return switches.flatMap(([key, schedule]): [PropertyKey[], string][] => {
    const isOn = (model: ModelName) =>
      (config[model] as Readonly<Record<string, unknown>>)[key] === true || sweep[model]?.[key]?.includes(true)
    const needing = asked.find(isOn)
    return needing === undefined || schedules[schedule] !== undefined
      ? []
      : [[['training', 'schedules', schedule], `${needing} with '${key}' needs this schedule`]]
  })
}

function sweepAtProblems({ latentDims, sweepAt = [] }: StudyConfig): [PropertyKey[], string][] {
  const unknown = sweepAt.filter((latentDim) => !latentDims.includes(latentDim))
  return unknown.length === 0
    ? []
    : [[['sweepAt'], `${unknown.join(', ')} is not among latentDims: say for these where to sweep`]]
}

/** Every value of the sweep must suit its model. */
function sweepProblems({ sweep, ...config }: StudyConfig): [PropertyKey[], string][] {
  return Object.entries(sweep).flatMap(([name, keys]) => {
    const model = name as ModelName
    return Object.entries(keys ?? {}).flatMap(([key, values]) =>
      values.flatMap((value): [PropertyKey[], string][] => {
        const { error } = isTrainingKey(key)
          ? scheduleOrNumber.safeParse(value)
          : models[model].settings.safeParse({ ...(config[model] as object), [key]: value })
        return error === undefined ? [] : [[['sweep', model, key], error.issues[0]!.message]]
      }),
    )
  })
}

/** Models without spikes, as [path, message], where an experiment is about these. */
export function spikeProblems({ models }: Pick<StudyConfig, 'models'>): [path: PropertyKey[], message: string][] {
  return models.flatMap((model, i): [PropertyKey[], string][] =>
    model === 'vsc'
      ? []
      : [[['models', i], `${model} has no spikes, which is what this experiment is about: leave vsc alone here`]],
  )
}

/** A configuration without the settings of models that were not asked for, for readers. */
export function ofTrained(config: StudyConfig): object {
  const isAsked = (key: string) => !Object.hasOwn(models, key) || (config.models as readonly string[]).includes(key)
  return Object.fromEntries(Object.entries(config).filter(([key]) => isAsked(key)))
}
