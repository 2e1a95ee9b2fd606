import { z } from 'zod'
import { publishedDataKeys } from '../study/published-data.js'
import { spikeProblems, studyKeys, studyProblems, withSeeds } from '../study/study-config.js'

const trainingImages = 60_000

/** What `activations`, `conditional` and `interpolation` can be told: the same, so that one model does for all three. */
export const clothingConfigSchema = z
  .strictObject({ ...studyKeys, data: z.strictObject(publishedDataKeys).prefault({}) })
  .transform(withSeeds)
  .superRefine((config, context) => {
    const exampleCount = { key: 'data.trainCount', value: config.data.trainCount ?? trainingImages }
    for (const [path, message] of [...studyProblems(config, exampleCount), ...spikeProblems(config)]) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

export type ClothingConfig = z.output<typeof clothingConfigSchema>
