import { z } from 'zod'
import { count } from '../config/experiment-keys.js'
import { publishedDataKeys } from '../study/published-data.js'
import { studyKeys, studyProblems, withSeeds } from '../study/study-config.js'

const trainingImages = 60_000

/** How codes are judged: by classifiers that are shown few labels. */
const classifierSchema = z.strictObject({
  /** Labelled images to learn from: the first training images. */
  labelCount: count.default(5000),
  /** k, of the nearest neighbours that vote. */
  neighbours: count.default(5),
  /** Of the logistic regression: the weight of |W|^2 / 2 beside the sum over images of -log p. */
  penalty: z.number().nonnegative().default(1),
})

/** What `codes` can be told: config.json. */
export const codesConfigSchema = z
  .strictObject({
    ...studyKeys,
    data: z.strictObject(publishedDataKeys).prefault({}),
    classifier: classifierSchema.prefault({}),
  })
  .transform(withSeeds)
  .superRefine((config, context) => {
    const value = config.data.trainCount ?? trainingImages
    const problems = studyProblems(config, { key: 'data.trainCount', value })
    const { labelCount, neighbours } = config.classifier
    if (labelCount > value) {
      problems.push([['classifier', 'labelCount'], `must not be more than data.trainCount, ${value}`])
    }
    if (neighbours > labelCount) {
      problems.push([['classifier', 'neighbours'], `must not be more than classifier.labelCount, ${labelCount}`])
    }
    for (const [path, message] of problems) context.addIssue({ code: 'custom', path, message })
  })

export type CodesConfig = z.output<typeof codesConfigSchema>
