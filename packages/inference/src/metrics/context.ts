import type { DataSet, LabelledDataSet } from '@vsc/data'
import { createMatrix } from '@vsc/metrics'
import { decodeCodes } from '../decode-codes.js'
import { type EvaluateModelOptions, type Evaluation, evaluateModel } from '../evaluate-model.js'
import { importanceWeightedBound } from '../importance-weighted-bound.js'
import type { MetricContext } from './compute-metrics.js'
import { groundTruthOf, presenceOf } from './ground-truth.js'
import type { ClassifierOptions, Labelled } from './ingredients.js'

export interface MetricContextOptions extends EvaluateModelOptions {
  /** What `evaluateModel` gave with these options, where that is known already. */
  readonly evaluation?: Evaluation
  /** Labelled examples that classifiers learn from, asked for where `data` has labels; without them nothing is classified. */
  readonly training?: () => DataSet | Promise<DataSet>
  readonly classifiers?: ClassifierOptions
  /** L of the importance-weighted bound, and over how many of the first examples it is, all by default. Without it there is no such bound. */
  readonly bound?: { readonly samples: number; readonly exampleCount?: number }
  /** [N], 1 where an example is one that the model was trained on. */
  readonly seen?: Uint8Array
}

/**
 * All that scores can be computed from of a trained model on a data set. The model is evaluated, decoded and so on when a metric first
 * needs it, and once.
 *
 * @example
 * import { betaVaeConfigSchema, createBetaVae } from '@vsc/baselines'
 * import { smileyDataSet } from '@vsc/data'
 * import { createEngine } from '@vsc/engine'
 * import { createRng } from '@vsc/random'
 *
 * const data = smileyDataSet({ count: 40, seed: 1, split: 'test' })
 * const model = createBetaVae({ dataDim: 1024, latentDim: 4, hiddenDim: 8, likelihood: 'bernoulli' })
 * const parameters = model.init({ rng: createRng(1) }) // untrained
 * const engine = await createEngine()
 * const context = metricContext({ engine, model, parameters, data, batchSize: 40, seed: 1 })
 * const { elbo, activeUnits, within } = await computeMetrics({ metrics, context })
 * console.log(elbo, activeUnits, within)
 */
export function metricContext(options: MetricContextOptions): MetricContext {
  const { data, classifiers = {}, training, bound, seen, evaluation: known, ...asked } = options
  const { engine, model, parameters } = asked
  let pending: Promise<Evaluation> | undefined
  const evaluation = () => {
    pending ??= known === undefined ? evaluateModel({ ...asked, data }) : Promise.resolve(known)
    return pending
  }
  return {
    ...contextOfData(data),
    codes: async () => (await evaluation()).codes,
    posteriorMeans: async () => (await evaluation()).posteriorMeans,
    spikes: async () => (await evaluation()).gammas,
    posterior: evaluation,
    terms: async () => (await evaluation()).terms,
    exampleTerms: async () => (await evaluation()).exampleTerms,
    reconstructions: async () => {
      const { codes } = await evaluation()
      const decoded = await decodeCodes({ engine, model, parameters, codes })
      return createMatrix({ rows: data.count, columns: data.dim, data: decoded })
    },
    ...(bound && {
      bound: async () => {
        const { samples, exampleCount = data.count } = bound
        const some = { ...data, count: Math.min(exampleCount, data.count) }
        return { ...(await importanceWeightedBound({ ...asked, data: some, samples })), samples }
      },
    }),
    ...(training && {
      labels: async (): Promise<Labelled | undefined> => {
        const labels = labelsOf(data)
        if (labels === undefined) return undefined
        const learned = await training()
        const learnedLabels = labelsOf(learned)
        if (learnedLabels === undefined || new Set(learnedLabels).size < 2) return undefined
        const train = { ...(await evaluateModel({ ...asked, data: learned })), labels: learnedLabels }
        return { train, test: { ...(await evaluation()), labels }, classifiers }
      },
    }),
    ...(seen && { seen: () => seen }),
  }
}

/** What scores can be computed from of codes alone, a model's or others, on examples that may know their factors. */
export function contextOfCodes({
  codes,
  posteriorMeans,
  gammas,
  data,
}: Pick<Evaluation, 'codes' | 'posteriorMeans' | 'gammas'> & { readonly data: DataSet }): MetricContext {
  return {
    ...contextOfData(data),
    codes: () => codes,
    posteriorMeans: () => posteriorMeans,
    spikes: () => gammas,
  }
}

const contextOfData = (data: DataSet) => ({
  data: () => data,
  factors: () => groundTruthOf(data),
  attributes: () => presenceOf(data),
})

const labelsOf = (data: DataSet & Partial<LabelledDataSet>): LabelledDataSet['labels'] | undefined => data.labels
