import { z } from 'zod'
import { count } from '../config/experiment-keys.js'
import { boundSchema, evaluationKeys, studyKeys, studyProblems, withSeeds } from '../study/study-config.js'

const dataSchema = z.strictObject({
  /** Training images. */
  trainCount: count,
  /** Test images, which every number but those of the training curves and of the choices is about. */
  testCount: count.min(10),
  /** Images by whose bound the points of a sweep are chosen: neither training nor test images. */
  validationCount: count.min(10).default(2000),
  /** The configuration's `seed` unless told. */
  seed: z.number().int().optional(),
  /** How pixels, 0 or 1, are scaled: `l2` divides an image by its norm, as the authors' program does. */
  preparation: z.enum(['none', 'unit', 'l2']).default('none'),
})

/** What `smiley-correlation` can be told: config.json. */
export const smileyConfigSchema = z
  .strictObject({
    ...studyKeys,
    data: dataSchema,
    evaluation: z
      .strictObject({ ...evaluationKeys, bound: boundSchema({ exampleCount: 300, samples: 50 }) })
      .prefault({}),
  })
  .transform((config) => ({
    ...withSeeds(config),
    data: { ...config.data, seed: config.data.seed ?? config.seed },
    'beta-tcvae': {
      ...config['beta-tcvae'],
      datasetSize: config['beta-tcvae'].datasetSize ?? config.data.trainCount,
    },
  }))
  .superRefine((config, context) => {
    for (const [path, message] of studyProblems(config, { key: 'data.trainCount', value: config.data.trainCount })) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

export type SmileyConfig = z.output<typeof smileyConfigSchema>
