import { schedulesOf as schedulesKey, stepSizesOf, trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { count, experimentKeys } from '../experiment/experiment-keys.js'
import { type Lab, modelNamed } from '../lab.js'
import { type ModelSettings, scheduleOrNumber, schedulesOf } from '../run-config/run-configuration.js'
import { pointsOf } from './points.js'
import { isTrainingKey, sweptSettings } from './swept-settings.js'

/** Training except for its seed. */
const trainingSchema = trainingConfigSchema.omit({ seed: true }).extend({
  learningRate: stepSizesOf(scheduleOrNumber),
  schedules: schedulesKey(scheduleOrNumber).describe(
    'The schedules of all models; each is given the ones that it asks for.',
  ),
})

/** What the training of one model may have for itself. */
const ownTrainingSchema = z.strictObject({
  iterations: trainingConfigSchema.shape.iterations.optional(),
  batchSize: count.optional().describe('B, the examples of one step.'),
  learningRate: stepSizesOf(scheduleOrNumber).optional(),
})

/** The configuration keys of how trained models are evaluated. */
export const evaluationKeys = {
  batchSize: count.default(500).describe('Examples at a time.'),
  seed: z.number().int().optional().describe("Names the noise of the samples; the configuration's `seed` by default."),
}

/** The importance-weighted bound, which takes many samples of each example. */
export const boundSchema = (unlessTold: { readonly exampleCount: number; readonly samples: number }) =>
  z
    .strictObject({
      exampleCount: count.default(unlessTold.exampleCount).describe('How many test examples, from the first on.'),
      samples: count.default(unlessTold.samples).describe('L, the codes that are drawn for each example.'),
    })
    .prefault({})
    .describe('The importance-weighted bound of log p(x), which takes many samples of each example.')

/** The keys of an experiment that trains models, to be spread into its schema: among them each model's settings, under its name. */
export const studyKeys = (lab: Lab) => ({
  ...experimentKeys(lab),
  training: trainingSchema.describe('How the models are trained.'),
  trainingOf: z
    .record(z.string(), ownTrainingSchema)
    .default({})
    .describe('By model, what differs from `training`: iterations, batchSize, learningRate.'),
  evaluation: z.strictObject(evaluationKeys).prefault({}).describe('How the trained models are evaluated.'),
  ...(Object.fromEntries(lab.models.map(({ name, settings }) => [name, withDefaults(settings)])) as Record<
    never,
    never
  >),
})

/** Settings that all have defaults need not be said; of others the ones of models that are not asked for. */
const withDefaults = (settings: z.ZodType) =>
  settings.safeParse({}).success ? settings.prefault({}) : settings.optional()

const parsedKeys = (lab: Lab) => z.strictObject(studyKeys(lab))

type Parsed = z.output<ReturnType<typeof parsedKeys>>

/** A complete configuration of models, their training and their evaluation; the settings of each model are under its name. */
export type StudyConfig = Omit<Parsed, 'seeds' | 'evaluation'> & {
  readonly seeds: number[]
  readonly evaluation: { readonly batchSize: number; readonly seed: number }
}

/** A model's own settings, that no sweep changes. */
export const ownSettings = (config: object, model: string): Readonly<Record<string, unknown>> =>
  (config as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>)[model] ?? {}

/** Fills in the seeds that are not given, from `seed`. */
function withSeeds<Config extends Pick<Parsed, 'seed' | 'seeds' | 'evaluation'>>(config: Config) {
  const { seed, seeds = [seed], evaluation } = config
  return { ...config, seeds, evaluation: { ...evaluation, seed: evaluation.seed ?? seed } }
}

interface StudySchemaOptions<Keys extends z.ZodRawShape> {
  readonly lab: Lab
  /** Its own, beside those of every study. */
  readonly keys: Keys
  /** The least number of examples that any model is trained on, and the key that says it. */
  exampleCount(config: StudyConfig & z.output<z.ZodObject<Keys>>): { readonly key: string; readonly value: number }
  /** More problems, as [path, message]. */
  problems?(config: StudyConfig & z.output<z.ZodObject<Keys>>): readonly Problem[]
}

/** What is wrong with a configuration: the path of the key, and a message. */
export type Problem = readonly [path: readonly PropertyKey[], message: string]

/** The schema of a study's configuration: the keys of every study and its own, seeds filled in, and all checked. */
export function studySchema<Keys extends z.ZodRawShape>({ lab, keys, ...checks }: StudySchemaOptions<Keys>) {
  type Config = StudyConfig & z.output<z.ZodObject<Keys>>
  return z
    .strictObject({ ...studyKeys(lab), ...keys })
    .transform((config) => withSeeds(config as unknown as Parsed) as unknown as Config)
    .superRefine((config, context) => {
      const exampleCount = checks.exampleCount(config)
      for (const path of tooLargeBatches(config, exampleCount.value)) {
        const message = `must not be more than ${exampleCount.key}, ${exampleCount.value}`
        context.addIssue({ code: 'custom', path, message, params: { most: exampleCount.value } })
      }
      const problems = [...studyProblems(lab, config), ...(checks.problems?.(config) ?? [])]
      for (const [path, message] of problems) context.addIssue({ code: 'custom', path: [...path], message })
    }) as unknown as z.ZodType<Config>
}

/** What no schema of one key can see, as [path, message]. */
const studyProblems = (lab: Lab, config: StudyConfig): [path: PropertyKey[], message: string][] => [
  ...unscheduled(lab, config),
  ...sweepAtProblems(config),
  ...sweepProblems(lab, config),
]

/** The keys of batches of more examples than any model is trained on. */
function tooLargeBatches({ training, trainingOf }: StudyConfig, exampleCount: number): PropertyKey[][] {
  const own = Object.entries(trainingOf).filter(([, { batchSize = 0 }]) => batchSize > exampleCount)
  return [
    ...(training.batchSize > exampleCount ? [['training', 'batchSize']] : []),
    ...own.map(([model]) => ['trainingOf', model, 'batchSize']),
  ]
}

/** Schedules that a model asks for as it is set, or at a point of its sweep. */
function unscheduled(lab: Lab, config: StudyConfig): [PropertyKey[], string][] {
  const given = config.training.schedules
  const missing = config.models.flatMap((name) =>
    pointsOf(config.sweep[name] ?? {}).flatMap((swept) => {
      const model = { ...ownSettings(config, name), ...sweptSettings(swept), name, latentDim: 1 }
      return wanted(lab, model).filter((schedule) => given[schedule] === undefined)
    }),
  )
  return [...new Set(missing)].map((schedule) => [
    ['training', 'schedules', schedule],
    'a model that is asked for needs this schedule, as it is set',
  ])
}

/** None of a model whose settings are not valid, which is a problem of its own. */
function wanted(lab: Lab, model: ModelSettings): readonly string[] {
  try {
    return schedulesOf(lab, model)
  } catch {
    return []
  }
}

function sweepAtProblems({ latentDims, sweepAt = [] }: StudyConfig): [PropertyKey[], string][] {
  const unknown = sweepAt.filter((latentDim) => !latentDims.includes(latentDim))
  return unknown.length === 0
    ? []
    : [[['sweepAt'], `${unknown.join(', ')} is not among latentDims: say for these where to sweep`]]
}

/** Every value of the sweep must suit its model. */
function sweepProblems(lab: Lab, { sweep, ...config }: StudyConfig): [PropertyKey[], string][] {
  return Object.entries(sweep).flatMap(([name, keys]) =>
    Object.entries(keys).flatMap(([key, values]) =>
      values.flatMap((value): [PropertyKey[], string][] => {
        const { error } = isTrainingKey(key)
          ? stepSizesOf(scheduleOrNumber).safeParse(value)
          : modelNamed(lab, name).settings.safeParse({ ...ownSettings(config, name), [key]: value })
        return error === undefined ? [] : [[['sweep', name, key], error.issues[0]!.message]]
      }),
    ),
  )
}

/** Models without spikes, as [path, message], where an experiment is about these. */
export function spikeProblems(lab: Lab, config: StudyConfig): [path: PropertyKey[], message: string][] {
  return config.models.flatMap((name, i): [PropertyKey[], string][] =>
    lab.models.find((each) => each.name === name)?.spikes === true
      ? []
      : [[['models', i], `${name} has no spikes, which is what this experiment is about: leave it out here`]],
  )
}

/** A configuration without the settings of models that were not asked for, for readers. */
export function ofTrained(lab: Lab, config: StudyConfig): object {
  const isAsked = (key: string) => !lab.models.some(({ name }) => name === key) || config.models.includes(key)
  return Object.fromEntries(Object.entries(config).filter(([key]) => isAsked(key)))
}
