import { type DataSet, firstExamples } from '@vsc/data'
import { computeMetrics, type Metric, metricContext } from '@vsc/inference'
import {
  type ConclusionContext,
  type DataSettings,
  isDrawn,
  type Lab,
  loadData,
  type TrainedRun,
  unknownName,
} from '@vsc/lab'
import { SweepsError } from '../errors.js'
import type { Sweep } from './sweep-schema.js'

/** Examples that are encoded at a time, and training examples that classifiers learn from. */
const batchSize = 500
const trainCount = 5000

/**
 * The metrics that a sweep asks for; all that there are where it names none.
 *
 * @throws SweepsError BAD_SWEEP for one that there is not
 */
export function metricsOf({ evaluation: { metrics: names } }: Sweep, lab: Lab): readonly Metric[] {
  return names === undefined ? lab.metrics : names.map((name) => metricNamed(lab, name))
}

/**
 * The metrics of trained models, by name, on the test split of what each was trained on; on its training examples where there is no
 * other, which is said once.
 */
export function createEvaluation(sweep: Sweep, context: ConclusionContext) {
  const { lab, engine, signal, announce } = context
  const { count, seed } = sweep.evaluation
  const metrics = metricsOf(sweep, lab)
  const loaded = new Map<string, Promise<DataSet>>()
  const load = (settings: DataSettings): Promise<DataSet> => {
    const key = JSON.stringify(settings)
    const data = loaded.get(key) ?? loadData(settings, { lab, signal })
    loaded.set(key, data)
    return data
  }
  const testData = async (settings: DataSettings): Promise<DataSet> => {
    const few = { ...settings, count: isDrawn(lab, settings.name) ? count : undefined }
    const all = await load({ ...few, split: 'test' }).catch(async (error: unknown) => {
      const data = await load(settings).catch(() => {
        throw error // it was not for the want of a test split
      })
      announceOnce(`${data.name} has no test split: models are judged on examples that they were trained on`)
      return data
    })
    return firstExamples(all, count)
  }
  const said = new Set<string>()
  const announceOnce = (message: string) => {
    if (!said.has(message)) announce(message)
    said.add(message)
  }
  return async ({ run, model, parameters }: TrainedRun) => {
    const settings = run.configuration.data
    const data = await testData(settings)
    announce(`evaluating ${run.id} on ${data.count} examples`)
    const training = async () => firstExamples(await load(settings), trainCount)
    return computeMetrics({
      metrics,
      context: metricContext({ engine, model, parameters, data, batchSize, seed, training }),
    })
  }
}

function metricNamed({ metrics, origin }: Lab, name: string): Metric {
  const found = metrics.find((metric) => metric.name === name)
  if (found !== undefined) return found
  throw new SweepsError('BAD_SWEEP', `evaluation.metrics: ${unknownName('metric', name, metrics, origin)}`)
}
