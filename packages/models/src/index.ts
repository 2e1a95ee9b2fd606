export { createModel, type Dimensions, type ModelName, type ModelSettings, modelNames, models } from './catalogue.js'
export { type DecodeOptions, decodeCodes } from './decode-codes.js'
export { type EvaluateModelOptions, type Evaluation, evaluateModel } from './evaluate-model.js'
