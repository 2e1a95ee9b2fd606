import type { LabelledDataSet } from '@vsc/data'
import { computeEveryMetric, type Evaluation, metricsNamed } from '@vsc/inference'
import { tolerance } from './accuracy.js'
import type { CodesConfig } from './config.js'

/** What classifiers learn from, and are judged by. */
export interface Labelled {
  readonly labelled: LabelledDataSet
  readonly test: LabelledDataSet
}

/** What a model makes of some labelled images. */
export interface Encoded {
  readonly images: LabelledDataSet
  readonly evaluation: Evaluation
}

/** What classifiers can read off the codes of a model. */
export interface Findings {
  readonly metrics: CodesMetrics
}

/** The metrics of summary.json; accuracies are of z drawn from q(z|x), its spikes hard, and of E[z|x]. */
const names = [
  'linearAccuracy',
  'knnAccuracy',
  'linearAccuracyOfMean',
  'knnAccuracyOfMean',
  'activeUnits',
  'latentsOn',
  'elbo',
  'logLikelihood',
  'kl',
] as const

export type CodesMetrics = Readonly<Record<(typeof names)[number], number>>

/** Classifies test images by their codes, having learned from those of labelled ones. */
export async function findAccuracy(
  { labelled, test }: { readonly labelled: Encoded; readonly test: Encoded },
  { neighbours, penalty }: CodesConfig['classifier'],
): Promise<Findings> {
  const { codes, posteriorMeans, terms } = test.evaluation
  const withLabels = ({ images, evaluation }: Encoded) => ({ ...evaluation, labels: images.labels })
  const context = {
    codes: () => codes,
    posteriorMeans: () => posteriorMeans,
    terms: () => terms,
    labels: () => ({
      train: withLabels(labelled),
      test: withLabels(test),
      classifiers: { neighbours, penalty, tolerance },
    }),
  }
  return { metrics: await computeEveryMetric({ metrics: metricsNamed(names), context }) }
}
