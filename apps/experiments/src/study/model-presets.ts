import type { ConfigTree } from '@vsc/config'
import { type ModelName, modelNames, type PresetName, type PresetOptions, presetFor } from '@vsc/models'

export interface ModelPresetsOptions {
  readonly preset: PresetName
  readonly data: PresetOptions['data']
  /** In place of the preset's own; its schedules stretch with it, but for those of `paper`. */
  readonly iterations?: number
  /** What an experiment sets of a model beside the preset, such as a beta of 1. */
  readonly settings?: Readonly<Partial<Record<ModelName, ConfigTree>>>
}

/**
 * What a preset says of every model on a kind of data, as an experiment's configuration has it: their settings by name, VSC's
 * training, and in `trainingOf` what differs for others. So a preset means the same model here and in `vsc train`.
 */
export function modelPresets({ settings = {}, ...options }: ModelPresetsOptions): ConfigTree {
  const presets = modelNames.map((model) => [model, presetFor({ ...options, model })] as const)
  const { training } = presetFor({ ...options, model: 'vsc' })
  const isSame = (own: unknown) => JSON.stringify(own) === JSON.stringify(training.learningRate)
  return asTree({
    ...Object.fromEntries(presets.map(([name, { model }]) => [name, { ...withoutJ(model), ...settings[name] }])),
    training,
    trainingOf: Object.fromEntries(
      presets.flatMap(([name, { training: own }]) =>
        isSame(own.learningRate) ? [] : [[name, { learningRate: own.learningRate }] as const],
      ),
    ),
  })
}

/** An experiment names its J beside its models. */
function withoutJ({ latentDim, ...settings }: ReturnType<typeof presetFor>['model']) {
  return settings
}

const asTree = (tree: Readonly<Record<string, unknown>>) => tree as ConfigTree
