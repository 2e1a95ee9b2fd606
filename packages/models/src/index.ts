export { createModel, type Dimensions, type ModelName, type ModelSettings, modelNames, models } from './catalogue.js'
export { type DecodeOptions, decodeCodes } from './decode-codes.js'
export { ModelsError, type ModelsErrorCode } from './errors.js'
export { type EvaluateModelOptions, type Evaluation, evaluateModel } from './evaluate-model.js'
export type { EvaluationOptions } from './evaluation-program.js'
export { type ExportedModel, type ExportModelOptions, exportModel } from './export-model.js'
export { type ImportanceWeightedBoundOptions, importanceWeightedBound } from './importance-weighted-bound.js'
export { continuousPath, discretePath, traversal } from './latent-paths.js'
export { expectedCodes, latentsByUse, latentVariances, likeliestCodes } from './latent-use.js'
export { type DataKind, dataKindOf, shortRunVarianceFloor } from './presets/data-kind.js'
export { type Preset, type PresetName, type PresetOptions, presetFor, presetNames } from './presets/preset.js'
export { shortRunTraining, shortRunVsc } from './presets/short-run.js'
export { priorComponents } from './prior-components.js'
export {
  type CheckpointChoice,
  modelOfRun,
  type ReadTrainedModelOptions,
  readTrainedModel,
  type TrainedModel,
} from './read-trained-model.js'
export { type ReconstructionErrorOptions, reconstructionError } from './reconstruction-error.js'
export { type SamplePriorOptions, samplePrior } from './sample-prior.js'
