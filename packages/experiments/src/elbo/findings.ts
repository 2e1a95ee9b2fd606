import type { LabelledDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { computeEveryMetric, computeMetrics, metricContext, metricsNamed } from '@vsc/inference'
import type { TrainedRun } from '@vsc/lab'
import type { ElboConfig } from './config.js'

/**
 * In nats per test example: `elbo` with its two terms as the paper reports it, `bound` against the mixture prior where there is one,
 * and `iwae` over the first examples only.
 */
const always = ['elbo', 'logLikelihood', 'kl', 'bound', 'iwae', 'activeUnits'] as const

const ofSpikes = ['meanSpikeProbability'] as const

/** The metrics of summary.json. */
export type ElboMetrics = Readonly<Record<(typeof always)[number], number>> & {
  readonly meanSpikeProbability?: number
}

/** A trained model, its parameters let go, with what was found of it: there are many. */
export interface EvaluatedRun extends Omit<TrainedRun, 'parameters'> {
  readonly findings: { readonly metrics: ElboMetrics }
}

interface FindElboOptions {
  readonly trained: TrainedRun
  readonly test: LabelledDataSet
  readonly engine: Engine
  readonly evaluation: ElboConfig['evaluation']
}

/** Evaluates a model on the test examples. */
export async function findElbo({ trained, test, engine, evaluation }: FindElboOptions): Promise<EvaluatedRun> {
  const { bound, ...options } = evaluation
  const { parameters, ...one } = trained
  const asked = { engine, model: one.model, parameters, ...options }
  const context = metricContext({ ...asked, data: test, bound })
  return {
    ...one,
    findings: {
      metrics: {
        ...(await computeEveryMetric({ metrics: metricsNamed(always), context })),
        ...(await computeMetrics({ metrics: metricsNamed(ofSpikes), context })),
      },
    },
  }
}
