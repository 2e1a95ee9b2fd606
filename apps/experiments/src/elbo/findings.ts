import type { LabelledDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { activeUnits, meanSpikeProbability } from '@vsc/metrics'
import { evaluateModel, importanceWeightedBound } from '@vsc/models'
import type { TrainedRun } from '../experiment.js'
import { firstExamples } from '../study/published-data.js'
import type { ElboConfig } from './config.js'

/** The metrics of summary.json, the first five in nats per test example. */
export type ElboMetrics = {
  /** With hard spikes; the first two terms of the objective, as the paper reports it. */
  readonly elbo: number
  readonly logLikelihood: number
  readonly kl: number
  /** Against the even mixture of the pseudo-inputs' posteriors as the prior: a bound in the strict sense. Of a model with another prior its `elbo`, which is one. */
  readonly elboMixture: number
  /** Over the first examples only; its prior is that of `elboMixture`. */
  readonly importanceWeightedBound: number
  /** Mean of gamma over examples and all J latents. */
  readonly meanSpikeProbability: number | undefined
  /** Latents whose E[z|x] has a variance over examples of more than 0.01. */
  readonly latentsInUse: number
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
  const evaluated = await evaluateModel({ ...asked, data: test })
  const { samples, exampleCount } = bound
  const some = firstExamples(test, exampleCount)
  const { elbo, logLikelihood, kl, elboMixture = elbo } = evaluated.terms
  return {
    ...one,
    findings: {
      metrics: {
        elbo: elbo!.mean,
        logLikelihood: logLikelihood!.mean,
        kl: kl!.mean,
        elboMixture: elboMixture!.mean,
        importanceWeightedBound: (await importanceWeightedBound({ ...asked, data: some, samples })).mean,
        meanSpikeProbability: evaluated.gammas && meanSpikeProbability(evaluated.gammas).mean,
        latentsInUse: activeUnits(evaluated.posteriorMeans).length,
      },
    },
  }
}
