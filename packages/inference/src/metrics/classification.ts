import { knnAccuracy, linearAccuracy, type Matrix } from '@vsc/metrics'
import { likeliestCodes } from '../latent-use.js'
import { classificationSets, type Labelled, type LabelledEvaluation } from './ingredients.js'
import { defineMetric } from './metric.js'

type CodesOf = (evaluation: LabelledEvaluation) => Matrix | undefined

/** The two accuracies, from 0 to 1, of codes of some kind. */
const accuracies = <const Linear extends string, const Knn extends string>(
  [linear, knn]: readonly [Linear, Knn],
  what: string,
  codesOf: CodesOf,
) =>
  [
    defineMetric({
      name: linear,
      title: `linear, ${what}`,
      decimals: 3,
      better: 'higher',
      needs: ['labels'],
      compute: ({ labels }) => linearOf(labels, codesOf),
    }),
    defineMetric({
      name: knn,
      title: `k-NN, ${what}`,
      decimals: 3,
      better: 'higher',
      needs: ['labels'],
      compute: ({ labels }) => knnOf(labels, codesOf),
    }),
  ] as const

function linearOf(labels: Labelled, codesOf: CodesOf): number | undefined {
  const sets = classificationSets(labels, codesOf)
  const { penalty, tolerance } = labels.classifiers
  return sets && linearAccuracy({ ...sets, ...defined({ penalty, tolerance }) })
}

function knnOf(labels: Labelled, codesOf: CodesOf): number | undefined {
  const sets = classificationSets(labels, codesOf)
  const { neighbours } = labels.classifiers
  return sets && knnAccuracy({ ...sets, ...defined({ neighbours }) })
}

const defined = (options: Readonly<Record<string, number | undefined>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/**
 * The share of labels that a classifier reads off the codes: a multinomial logistic regression, and the vote of the nearest training
 * codes. Which codes are meant is part of the name.
 */
export const classificationMetrics = [
  ...accuracies(['linearAccuracy', 'knnAccuracy'], 'z', ({ codes }) => codes),
  ...accuracies(['linearAccuracyOfMean', 'knnAccuracyOfMean'], 'E[z|x]', ({ posteriorMeans }) => posteriorMeans),
  /** mu where a spike is likelier than not, else 0; of models without spikes mu, which is E[z|x]. */
  ...accuracies(['codeLinearAccuracy', 'codeKnnAccuracy'], 'likeliest z', (one) => one.gammas && likeliestCodes(one)),
  ...accuracies(['spikeLinearAccuracy', 'spikeKnnAccuracy'], 'γ', ({ gammas }) => gammas),
] as const
