import { likelihoodKeys } from '@vsc/core'
import { z } from 'zod'
import { listOf } from '../config/experiment-keys.js'
import { publishedDataKeys, publishedTrainCounts } from '../study/published-data.js'
import { boundSchema, evaluationKeys, studyKeys, studyProblems, withSeeds } from '../study/study-config.js'
import { sweptKeyProblems } from './grid.js'

/** The data sets of figure 1. */
export const elboDataNames = ['fashion-mnist', 'uci-har'] as const

export type ElboDataName = (typeof elboDataNames)[number]

const likelihoodSchema = z
  .strictObject({
    likelihood: likelihoodKeys.likelihood.unwrap(),
    mean: likelihoodKeys.mean.unwrap(),
    varianceFloor: likelihoodKeys.varianceFloor.unwrap(),
  })
  .partial()

/** A data set, and what is different on it for every model: the likelihood that suits its range. */
const dataSetSchema = (suits: {
  readonly preparation: 'none' | 'unit'
  readonly likelihood: z.input<typeof likelihoodSchema>
}) =>
  z
    .strictObject({
      ...publishedDataKeys,
      preparation: publishedDataKeys.preparation.unwrap().default(suits.preparation),
      /** Of all models, over what their own settings say. */
      likelihood: likelihoodSchema.default(suits.likelihood),
    })
    .prefault({})

const dataSchema = z.strictObject({
  /** Models are trained on each. */
  sets: listOf(z.enum(elboDataNames)).default([...elboDataNames]),
  'fashion-mnist': dataSetSchema({ preparation: 'unit', likelihood: { mean: 'sigmoid' } }),
  /** Its features lie in -1 to 1 already. */
  'uci-har': dataSetSchema({ preparation: 'none', likelihood: { mean: 'linear' } }),
})

/** What `elbo` can be told: config.json. */
export const elboConfigSchema = z
  .strictObject({
    ...studyKeys,
    data: dataSchema.prefault({}),
    evaluation: z
      .strictObject({ ...evaluationKeys, bound: boundSchema({ exampleCount: 500, samples: 100 }) })
      .prefault({}),
  })
  .transform(withSeeds)
  .superRefine((config, context) => {
    const smallest = config.data.sets
      .map((set) => ({
        key: `data.${set}.trainCount`,
        value: config.data[set].trainCount ?? publishedTrainCounts[set],
      }))
      .reduce((least, one) => (one.value < least.value ? one : least))
    for (const [path, message] of [...studyProblems(config, smallest), ...sweptKeyProblems(config)]) {
      context.addIssue({ code: 'custom', path, message })
    }
  })

export type ElboConfig = z.output<typeof elboConfigSchema>
