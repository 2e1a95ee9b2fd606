import {
  count,
  type Lab,
  type Problem,
  type PublishedData,
  publishedDataKeys,
  type StudyConfig,
  studySchema,
} from '@vsc/lab'
import { z } from 'zod'

const trainingImages = 60_000

/** How codes are judged: by classifiers that are shown few labels. */
const classifierSchema = z.strictObject({
  labelCount: count.default(5000).describe('Labelled images to learn from: the first training images.'),
  neighbours: count.default(5).describe('k, of the nearest neighbours that vote.'),
  penalty: z
    .number()
    .min(0)
    .max(1e9)
    .default(1)
    .describe('Of the logistic regression: the weight of |W|^2 / 2 beside the sum over images of -log p.'),
})

type Classifier = z.output<typeof classifierSchema>

export type CodesConfig = StudyConfig & { readonly data: PublishedData; readonly classifier: Classifier }

const trainCountOf = ({ data }: CodesConfig) => data.trainCount ?? trainingImages

/** What `codes` can be told: config.json. */
export const codesSchema = (lab: Lab) =>
  studySchema({
    lab,
    keys: { data: z.strictObject(publishedDataKeys).prefault({}), classifier: classifierSchema.prefault({}) },
    exampleCount: (config) => ({ key: 'data.trainCount', value: trainCountOf(config) }),
    problems: classifierProblems,
  })

function classifierProblems(config: CodesConfig): Problem[] {
  const [trainCount, { labelCount, neighbours }] = [trainCountOf(config), config.classifier]
  return [
    ...problemWhere(labelCount > trainCount, 'labelCount', `data.trainCount, ${trainCount}`),
    ...problemWhere(neighbours > labelCount, 'neighbours', `classifier.labelCount, ${labelCount}`),
  ]
}

const problemWhere = (isOne: boolean, key: keyof Classifier, limit: string): Problem[] =>
  isOne ? [[['classifier', key], `must not be more than ${limit}`]] : []
