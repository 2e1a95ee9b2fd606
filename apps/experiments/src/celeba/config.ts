import { z } from 'zod'
import { publishedDataKeys } from '../study/published-data.js'
import { spikeProblems, studyKeys, studyProblems, withSeeds } from '../study/study-config.js'
import { publishedCounts } from './published.js'

/** What `celeba` can be told: config.json. */
export const celebAConfigSchema = z
  .strictObject({ ...studyKeys, data: z.strictObject(publishedDataKeys).prefault({}) })
  .transform(withSeeds)
  .superRefine((config, context) => {
    const exampleCount = { key: 'data.trainCount', value: config.data.trainCount ?? publishedCounts.train }
    for (const [path, message] of [...studyProblems(config, exampleCount), ...spikeProblems(config)]) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

export type CelebAConfig = z.output<typeof celebAConfigSchema>
