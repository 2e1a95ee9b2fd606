import { type ModelName, modelNames, models } from '@vsc/models'
import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { count, experimentKeys, scheduleOrNumber } from '../config/experiment-keys.js'

const integer = z.number().int()

const dataSchema = z.strictObject({
  /** Training images. */
  trainCount: count,
  /** Test images, which every number but those of the training curves and of choices is about. */
  testCount: count.min(10),
  /** Images that the points of a sweep are chosen by: neither training nor test images. */
  validationCount: count.min(10).default(2000),
  /** The configuration's `seed` unless told. */
  seed: integer.optional(),
  /** How pixels, 0 or 1, are scaled: `l2` divides an image by its norm, as the authors' program does. */
  preparation: z.enum(['none', 'unit', 'l2']).default('none'),
})

/** Training but for its seed. */
const trainingSchema = trainingConfigSchema.omit({ seed: true }).extend({
  learningRate: scheduleOrNumber,
  /** Those of all models; each is given the ones that it asks for. */
  schedules: z.strictObject({
    /** VSC's warm-up. */
    lambda: scheduleOrNumber,
    /** The c of VSC's sampler. */
    slope: scheduleOrNumber,
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

const evaluationSchema = z.strictObject({
  /** Examples at a time. */
  batchSize: count.default(500),
  /** Names the noise of the samples; the configuration's `seed` unless told. */
  seed: integer.optional(),
})

/** What `smiley-correlation` can be told: config.json. */
export const smileyConfigSchema = z
  .strictObject({
    ...experimentKeys,
    data: dataSchema,
    vsc: models.vsc.settings.prefault({}),
    'beta-vae': models['beta-vae'].settings.prefault({}),
    /** `datasetSize` is `data.trainCount` unless told. */
    'beta-tcvae': models['beta-tcvae'].settings.prefault({}),
    'factor-vae': models['factor-vae'].settings.prefault({}),
    'dip-vae': models['dip-vae'].settings.prefault({}),
    'vamp-prior-vae': models['vamp-prior-vae'].settings.prefault({}),
    training: trainingSchema,
    /** By model, what differs from `training`. */
    trainingOf: z.partialRecord(z.enum(modelNames), ownTrainingSchema).default({}),
    evaluation: evaluationSchema.prefault({}),
  })
  .transform(({ seeds, data, evaluation, ...config }) => ({
    ...config,
    seeds: seeds ?? [config.seed],
    data: { ...data, seed: data.seed ?? config.seed },
    'beta-tcvae': {
      ...config['beta-tcvae'],
      datasetSize: config['beta-tcvae'].datasetSize ?? data.trainCount,
    },
    evaluation: { ...evaluation, seed: evaluation.seed ?? config.seed },
  }))
  .superRefine((config, context) => {
    const { trainCount } = config.data
    const problem = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    for (const [path, { batchSize }] of [
      [['training'], config.training] as const,
      ...Object.entries(config.trainingOf).map(([model, own]) => [['trainingOf', model], own] as const),
    ]) {
      if (batchSize !== undefined && batchSize > trainCount) {
        problem([...path, 'batchSize'], `must not be more than data.trainCount, ${trainCount}`)
      }
    }
    const held = config['beta-vae'].capacity || config.sweep['beta-vae']?.capacity?.includes(true)
    if (held && config.training.schedules.capacity === undefined) {
      problem(['training', 'schedules', 'capacity'], 'a beta-VAE with `capacity` needs this schedule')
    }
    for (const [path, message] of sweepProblems(config)) problem(['sweep', ...path], message)
  })

export type SmileyConfig = z.output<typeof smileyConfigSchema>

/** Every value of the sweep must suit its model. */
function sweepProblems({
  sweep,
  ...config
}: {
  readonly sweep: Readonly<Partial<Record<ModelName, Readonly<Record<string, readonly unknown[]>>>>>
} & Readonly<Record<ModelName, unknown>>): [path: string[], message: string][] {
  return Object.entries(sweep).flatMap(([name, keys]) => {
    const model = name as ModelName
    return Object.entries(keys ?? {}).flatMap(([key, values]) =>
      values.flatMap((value): [string[], string][] => {
        const { error } = models[model].settings.safeParse({ ...(config[model] as object), [key]: value })
        return error === undefined ? [] : [[[model, key], error.issues[0]!.message]]
      }),
    )
  })
}
