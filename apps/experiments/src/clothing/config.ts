import { z } from 'zod'
import { publishedDataKeys } from '../study/published-data.js'
import { studyKeys, studyProblems, withSeeds } from '../study/study-config.js'

const trainingImages = 60_000

/** What `activations`, `conditional` and `interpolation` can be told: the same, so that one model does for all three. */
export const clothingConfigSchema = z
  .strictObject({ ...studyKeys, data: z.strictObject(publishedDataKeys).prefault({}) })
  .transform(withSeeds)
  .superRefine((config, context) => {
    const exampleCount = { key: 'data.trainCount', value: config.data.trainCount ?? trainingImages }
    for (const [path, message] of studyProblems(config, exampleCount)) {
      context.addIssue({ code: 'custom', path, message })
    }
    for (const [i, model] of config.models.entries()) {
      if (model === 'vsc') continue
      const message = `${model} has no spikes, which is what this experiment is about: leave vsc alone here`
      context.addIssue({ code: 'custom', path: ['models', i], message })
    }
  })

export type ClothingConfig = z.output<typeof clothingConfigSchema>
