import { trainingConfigSchema } from '@vsc/training'
import { z } from 'zod'
import { count, experimentKeys, scheduleOrNumber } from '../config/experiment-keys.js'
import { type ModelName, models } from '../models.js'

const integer = z.number().int()

const dataSchema = z.strictObject({
  /** Training images. */
  trainCount: count,
  /** Test images, which every number but those of the training curves is about. */
  testCount: count.min(10),
  /** The configuration's `seed` unless told. */
  seed: integer.optional(),
  /** How pixels, 0 or 1, are scaled: `l2` divides an image by its norm, as the authors' program does. */
  preparation: z.enum(['none', 'unit', 'l2']).default('none'),
})

/** Training but for its seed. */
const trainingSchema = trainingConfigSchema.omit({ seed: true }).extend({
  learningRate: scheduleOrNumber,
  /** Warm-up, and the sampler's c. */
  schedules: z.strictObject({ lambda: scheduleOrNumber, slope: scheduleOrNumber }),
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
    training: trainingSchema,
    evaluation: evaluationSchema.prefault({}),
  })
  .transform(({ seeds, data, evaluation, ...config }) => ({
    ...config,
    seeds: seeds ?? [config.seed],
    data: { ...data, seed: data.seed ?? config.seed },
    evaluation: { ...evaluation, seed: evaluation.seed ?? config.seed },
  }))
  .superRefine((config, context) => {
    const { trainCount } = config.data
    const problem = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (config.training.batchSize > trainCount) {
      problem(['training', 'batchSize'], `must not be more than data.trainCount, ${trainCount}`)
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
