import type { DataKind } from '@vsc/core'
import type { ConfigTree } from '../config/tree.js'
import { LabError } from '../errors.js'
import type { Lab } from '../lab.js'
import { type Preset, type PresetName, presetFor } from '../presets/preset.js'

export interface ModelPresetsOptions {
  readonly lab: Pick<Lab, 'models'>
  readonly preset: PresetName
  readonly data: { readonly name: string; readonly kind: DataKind }
  /** In place of the preset's own; its schedules stretch with it, except for those of `paper`. */
  readonly iterations?: number
  /** What an experiment sets of a model beside the preset, such as a beta of 1. */
  readonly settings?: Readonly<Record<string, ConfigTree>>
}

/**
 * What a preset says of every model on a kind of data, as an experiment's configuration has it: their settings by name, the
 * training of the first of them, and in `trainingOf` what differs for others. So a preset means the same model here and in `vsc train`.
 */
export function modelPresets({ lab, settings = {}, ...options }: ModelPresetsOptions): ConfigTree {
  const presets = lab.models.flatMap((model) =>
    presetOf({ ...options, model }).map((each) => [model.name, each] as const),
  )
  const training = presets[0]![1].training
  const differs = (own: unknown) => JSON.stringify(own) !== JSON.stringify(training.learningRate)
  return {
    ...Object.fromEntries(presets.map(([name, { model }]) => [name, { ...withoutJ(model), ...settings[name] }])),
    training: {
      ...training,
      schedules: Object.assign({}, ...presets.toReversed().map(([, { training }]) => training.schedules)),
    },
    trainingOf: Object.fromEntries(
      presets.flatMap(([name, { training: own }]) =>
        differs(own.learningRate) ? [[name, { learningRate: own.learningRate }] as const] : [],
      ),
    ),
  }
}

/** None of a model that this preset has nothing for. */
function presetOf(options: Parameters<typeof presetFor>[0]): Preset[] {
  try {
    return [presetFor(options)]
  } catch (error) {
    if (error instanceof LabError) return []
    throw error
  }
}

/** An experiment names its J beside its models. */
function withoutJ({ latentDim, ...settings }: Preset['model']) {
  return settings
}
