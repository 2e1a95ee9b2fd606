import { computeEveryMetric, computeMetrics, type MetricContext, metricsNamed } from '@vsc/inference'

/** Metrics of summary.json in nats per image: over all test images, ... */
const always = [
  'bound',
  'elbo',
  'logLikelihood',
  'kl',
  'iwae',
  'iwaeStandardError',
  'iwaeImages',
  'iwaeSamples',
  'unseenShare',
] as const

/** ... and over those that are no training image, where there are any. */
const ofUnseen = ['boundUnseen', 'elboUnseen', 'logLikelihoodUnseen', 'klUnseen'] as const

export type LikelihoodMetrics = Readonly<Record<(typeof always)[number], number>> & {
  readonly [Name in (typeof ofUnseen)[number]]?: number
}

/** What a model says of the test images. */
export const findLikelihood = async (context: MetricContext): Promise<LikelihoodMetrics> => ({
  ...(await computeEveryMetric({ metrics: metricsNamed(always), context })),
  ...(await computeMetrics({ metrics: metricsNamed(ofUnseen), context })),
})
