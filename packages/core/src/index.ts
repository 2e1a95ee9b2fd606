/**
 * The VSC model and its objective in TensorFlow.js ops, and the interface of every model.
 *
 * @module @vsc/core
 */

export { type DenseShape, dense, denseParameters } from './dense.js'
export { CoreError, type CoreErrorCode } from './errors.js'
export { expectedRange } from './expected-range.js'
export { fixedPrior, type KlOptions, klPairs, klSpikeAndSlab } from './kl.js'
export { type KlWeightConfig, klWeightKeys, klWeightSchedules, weighKl } from './kl-weight.js'
export type { LatentModel, NoiseSpec, Objective, ScheduleValues } from './latent-model.js'
export { createLikelihood, type Likelihood, type LikelihoodConfig, likelihoodKeys } from './likelihood.js'
export {
  type DataKind,
  dimensionKeys,
  type ModelDimensions,
  type ModelFamily,
  type PublishedRun,
  type ShortRun,
} from './model-family.js'
export { type ModelConfig, modelKeys } from './model-keys.js'
export { tensorNamed } from './named-tensors.js'
export { createNetwork, type Network, type NetworkShape } from './network.js'
export { createNetworks, type HeadCounts, type Networks } from './networks.js'
export {
  constantParameter,
  initParameters,
  type ModelInit,
  type ParameterSpec,
  type ParameterSpecs,
  type Shapes,
  shapesOf,
} from './parameters.js'
export { parseConfig } from './parse-config.js'
export { exponent, termWeight, unitCount } from './ranges.js'
export type { SpikeAndSlab } from './recognition.js'
export { type SpikeAndSlabNoise, sampleHard, sampleSoft } from './sampling.js'
export {
  constant,
  cosine,
  linear,
  piecewise,
  type Schedule,
  scheduleSchema,
  valueAt,
  type WarmSchedule,
  warmUp,
} from './schedule.js'
export { scheduleProblem, scheduleRanges, stepSizeRange, valuesOf } from './schedule-ranges.js'
export { type Settings, type SettingsName, settings, type TrainingSettings } from './settings.js'
export { batchMeans, elboTerms } from './terms.js'
export { mlp, type Trunk, type Trunks } from './trunk.js'
export { recordTrunks, type TrunkRecord, type TrunkRecords } from './trunk-record.js'
export { createVsc } from './vsc.js'
export { slopeSchedule, type VscConfig, type VscConfigInput, vscConfigSchema } from './vsc-config.js'
export { publishedOn, vscFamily } from './vsc-family.js'
export { shortRunVsc } from './vsc-short-run.js'
export { xavierLimit, xavierParameter } from './xavier.js'
