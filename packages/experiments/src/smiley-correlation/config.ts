import { boundSchema, count, evaluationKeys, type Lab, type StudyConfig, studySchema } from '@vsc/lab'
import { z } from 'zod'

const dataSchema = z.strictObject({
  /** Training images. */
  trainCount: count,
  /** Test images, which every number but those of the training curves and of the choices is about. */
  testCount: count.min(10),
  /** Images by whose bound the points of a sweep are chosen: neither training nor test images. */
  validationCount: count.min(10).default(2000),
  /** The configuration's `seed` by default. */
  seed: z.number().int().optional(),
  /** How pixels, 0 or 1, are scaled: `l2` divides an image by its norm, as the authors' program does. */
  preparation: z.enum(['none', 'unit', 'l2']).default('none'),
})

export type SmileyConfig = StudyConfig & {
  readonly data: z.output<typeof dataSchema> & { readonly seed: number }
  readonly evaluation: { readonly bound: { readonly exampleCount: number; readonly samples: number } }
}

/** What `smiley-correlation` can be told: config.json. */
export const smileySchema = (lab: Lab): z.ZodType<SmileyConfig> =>
  studySchema({
    lab,
    keys: {
      data: dataSchema,
      evaluation: z
        .strictObject({ ...evaluationKeys, bound: boundSchema({ exampleCount: 300, samples: 50 }) })
        .prefault({}),
    },
    exampleCount: ({ data }) => ({ key: 'data.trainCount', value: data.trainCount }),
  }).transform((config) => ({ ...config, data: { ...config.data, seed: config.data.seed ?? config.seed } }))
