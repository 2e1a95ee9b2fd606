import type { SmileyDataSet } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import { computeEveryMetric, evaluateModel, metricContext, metricsNamed } from '@vsc/inference'
import type { TrainedRun } from '@vsc/lab'
import type { SmileyConfig } from './config.js'
import type { JudgedRun, ShownRun } from './evaluated-run.js'
import { findStructure } from './findings.js'
import { findLikelihood } from './likelihood.js'
import { repeatsIn } from './repeats.js'
import { stateOf } from './state.js'
import { type LikelihoodSettings, trivialBound } from './trivial-bound.js'

export type Part = 'train' | 'validation' | 'test'

export interface JudgeOptions {
  readonly config: SmileyConfig
  readonly engine: Engine
  readonly dataOf: (part: Part) => SmileyDataSet
}

/** Finds out what trained models make of the test images, which are the same for all. */
export interface Judge {
  readonly test: SmileyDataSet
  of(trained: TrainedRun): Promise<JudgedRun & ShownRun>
}

export function createJudge({ config, engine, dataOf }: JudgeOptions): Judge {
  const test = dataOf('test')
  const validation = Object.keys(config.sweep).length > 0 ? dataOf('validation') : undefined
  const seen = repeatsIn(test, dataOf('train'))
  const { batchSize, seed, bound: importance } = config.evaluation

  return {
    test,
    async of(trained) {
      const { model, parameters, run } = trained
      const asked = { engine, model, parameters, batchSize, seed }
      const evaluation = await evaluateModel({ ...asked, data: test })
      const { metrics, ...structure } = await findStructure(evaluation, test)
      const likelihood = await findLikelihood(
        metricContext({ ...asked, data: test, evaluation, seen, bound: importance }),
      )
      const trivial = trivialBound(test, model.config as LikelihoodSettings)
      const { activeUnits } = metrics
      const findings = {
        ...structure,
        metrics: { ...metrics, ...likelihood },
        latentKl: evaluation.latentKl,
        state: stateOf({ bound: likelihood.bound, trivial, activeUnits, attributesFound: structure.attributesFound }),
      }
      const chosenBy = validation && Object.keys(run.swept).length > 0 ? validation : undefined
      const validated =
        chosenBy &&
        (await computeEveryMetric({
          metrics: metricsNamed(['bound']),
          context: metricContext({ ...asked, data: chosenBy }),
        }))
      return {
        ...trained,
        evaluation,
        findings,
        ...(validated && { validationBound: validated.bound }),
      }
    },
  }
}
