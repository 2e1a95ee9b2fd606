import { computeEveryMetric, computeMetrics, type MetricContext, metricsNamed } from '@vsc/inference'
import type { Column } from '@vsc/lab'

/** Of any model with spikes ... */
const always = [
  'activeUnits',
  'varyingLatents',
  'alwaysOnLatents',
  'onPerImage',
  'elbo',
  'logLikelihood',
  'kl',
] as const

/** ... and of those that select a pseudo-input. */
const ofSelection = ['elboMixture'] as const

/** The metrics of a model that do not depend on the question: the same in all three experiments. */
export type SharedMetrics = Readonly<Record<(typeof always)[number], number>> & { readonly elboMixture?: number }

export const sharedMetrics = async (context: MetricContext): Promise<SharedMetrics> => ({
  ...(await computeEveryMetric({ metrics: metricsNamed(always), context })),
  ...(await computeMetrics({ metrics: metricsNamed(ofSelection), context })),
})

export const sharedColumns: readonly Column<SharedMetrics>[] = metricsNamed([...always, ...ofSelection])
