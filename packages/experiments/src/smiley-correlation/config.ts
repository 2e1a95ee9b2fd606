import { boundSchema, count, evaluationKeys, type Lab, type StudyConfig, studySchema } from '@vsc/lab'
import { z } from 'zod'

const dataSchema = z.strictObject({
  trainCount: count.describe('Training images.'),
  testCount: count
    .min(10)
    .describe('Test images, which every number but those of the training curves and of the choices is about.'),
  validationCount: count
    .min(10)
    .default(2000)
    .describe('Images by whose bound the points of a sweep are chosen: neither training nor test images.'),
  seed: z.number().int().optional().describe("Names the images; the configuration's `seed` by default."),
  preparation: z
    .enum(['none', 'unit', 'l2'])
    .default('none')
    .describe("How pixels, 0 or 1, are scaled: `l2` divides an image by its norm, as the authors' program does."),
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
