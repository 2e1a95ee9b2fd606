/**
 * What a trained model makes of data: codes, bounds, samples, scores and ONNX files.
 *
 * @module @vsc/inference
 */

export { type DecodeOptions, decodeCodes } from './decode-codes.js'
export { InferenceError, type InferenceErrorCode } from './errors.js'
export { type EvaluateModelOptions, type Evaluation, evaluateModel, expectedCodes } from './evaluate-model.js'
export type { EvaluationOptions } from './evaluation-program.js'
export { type ExportedModel, type ExportModelOptions, exportModel } from './export-model.js'
export { type ImportanceWeightedBoundOptions, importanceWeightedBound } from './importance-weighted-bound.js'
export { continuousPath, discretePath, traversal } from './latent-paths.js'
export {
  type LatentUse,
  latentsByUse,
  latentUse,
  latentVariances,
  likeliestCodes,
} from './latent-use.js'
export { type Cautioned, type CautionsOptions, fewInWords, withCautions } from './metrics/cautions.js'
export { fewExamples, metricsOfChance } from './metrics/chance.js'
export {
  type ComputeMetricsOptions,
  computeEveryMetric,
  computeMetrics,
  computeScores,
  type MetricContext,
} from './metrics/compute-metrics.js'
export { contextOfCodes, type MetricContextOptions, metricContext } from './metrics/context.js'
export type { ClassifierOptions, GroundTruth, Ingredients, Labelled, Need } from './metrics/ingredients.js'
export { defineMetric, type Metric, type Score } from './metrics/metric.js'
export { type MetricName, metrics, metricsNamed } from './metrics/metrics.js'
export { priorComponents } from './prior-components.js'
export { type ReconstructionErrorOptions, reconstructionError } from './reconstruction-error.js'
export { type SamplePriorOptions, samplePrior } from './sample-prior.js'
export { type SlabTraversal, type SlabTraversalOptions, slabTraversal, type TraversedLatent } from './slab-traversal.js'
