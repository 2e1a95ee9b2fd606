import { likelihoodKeys } from '@vsc/core'
import {
  boundSchema,
  evaluationKeys,
  type Lab,
  listOf,
  publishedDataKeys,
  publishedTrainCounts,
  type StudyConfig,
  studySchema,
} from '@vsc/lab'
import { z } from 'zod'
import { sweptKeyProblems } from './grid.js'

/** The data sets of figure 1. */
export const elboDataNames = ['fashion-mnist', 'uci-har'] as const

export type ElboDataName = (typeof elboDataNames)[number]

const likelihoodSchema = z
  .strictObject({
    likelihood: likelihoodKeys.likelihood.unwrap().describe('p(x|z).'),
    mean: likelihoodKeys.mean.unwrap().describe("What the Gaussian's mean head goes through."),
    varianceFloor: likelihoodKeys.varianceFloor.unwrap().describe("Added to the Gaussian's variance."),
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
      preparation: publishedDataKeys.preparation
        .unwrap()
        .default(suits.preparation)
        .describe('`unit` maps the numbers onto 0 to 1, `l2` divides an example by its norm.'),
      likelihood: likelihoodSchema
        .default(suits.likelihood)
        .describe('The likelihood of all models on these data, over what their own settings say.'),
    })
    .prefault({})

const dataSchema = z.strictObject({
  sets: listOf(z.enum(elboDataNames))
    .default([...elboDataNames])
    .describe('The data sets; models are trained on each.'),
  'fashion-mnist': dataSetSchema({ preparation: 'unit', likelihood: { mean: 'sigmoid' } }),
  /** Its features lie in -1 to 1 already. */
  'uci-har': dataSetSchema({ preparation: 'none', likelihood: { mean: 'linear' } }),
})

type Data = z.output<typeof dataSchema>

export type ElboConfig = StudyConfig & {
  readonly data: Data
  readonly evaluation: { readonly bound: { readonly exampleCount: number; readonly samples: number } }
}

/** What `elbo` can be told: config.json. */
export const elboSchema = (lab: Lab) =>
  studySchema({
    lab,
    keys: {
      data: dataSchema.prefault({}),
      evaluation: z
        .strictObject({ ...evaluationKeys, bound: boundSchema({ exampleCount: 500, samples: 100 }) })
        .prefault({}),
    },
    exampleCount: ({ data }) => smallestOf(data),
    problems: sweptKeyProblems,
  }) as z.ZodType<ElboConfig>

/** The data set with the fewest training examples. */
const smallestOf = (data: Data) =>
  data.sets
    .map((set) => ({ key: `data.${set}.trainCount`, value: data[set].trainCount ?? publishedTrainCounts[set] }))
    .reduce((least, one) => (one.value < least.value ? one : least))
