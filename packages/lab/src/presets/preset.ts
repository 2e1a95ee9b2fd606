import type { DataKind, ModelFamily } from '@vsc/core'
import type { TrainingConfigInput } from '@vsc/training'
import { z } from 'zod'
import { LabError } from '../errors.js'
import { likelihoodFor } from './data-kind.js'
import { shortRunTraining } from './short-run.js'
import { aTenthOf } from './tenth.js'

/** From seconds, for trying things out, to the paper's own settings, or these at a tenth of their length. */
export const presetNames = ['smoke', 'quick', 'standard', 'paper-tenth', 'paper'] as const

/** The names of the presets of runs, from seconds to the published length. */
export type PresetName = (typeof presetNames)[number]

/** Settings to begin from; what is not said has its default. */
export interface Preset {
  /** The model's settings, and J. */
  readonly model: Readonly<Record<string, unknown>> & { readonly latentDim: number }
  /** Schedules of more than this model: it is given those that it asks for. */
  readonly training: TrainingConfigInput
  /** How many examples, where not all. */
  readonly data?: { readonly count: number }
}

/** The model and the data that a preset is for. */
export interface PresetOptions {
  readonly model: ModelFamily
  readonly data: { readonly name: string; readonly kind: DataKind }
  readonly preset: PresetName
  /** In place of the preset's own: its schedules stretch with it, except for the published ones. */
  readonly iterations?: number
}

interface Effort {
  readonly latentDim: number
  readonly hiddenDim: number
  readonly pseudoInputCount: Readonly<Record<DataKind, number>>
  readonly iterations: number
  readonly training: Pick<TrainingConfigInput, 'batchSize' | 'logEvery' | 'checkpointEvery'>
  readonly data?: { readonly count: number }
}

/** K: twice as many as there are combinations of a smiley's attributes; classes and their varieties are more. */
const pseudoInputCount = { binary: 32, unit: 200, real: 200 } as const

const efforts: Readonly<Record<Exclude<PresetName, 'paper' | 'paper-tenth'>, Effort>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDim: 18,
    hiddenDim: 64,
    pseudoInputCount: { binary: 5, unit: 5, real: 5 },
    iterations: 200,
    training: { batchSize: 50, logEvery: 20, checkpointEvery: 50 },
    data: { count: 2000 },
  },
  /** Under a minute on one core. */
  quick: {
    latentDim: 40,
    hiddenDim: 400,
    pseudoInputCount,
    iterations: 6000,
    training: { batchSize: 100 },
  },
  /** Some minutes on one core. */
  standard: {
    latentDim: 40,
    hiddenDim: 400,
    pseudoInputCount,
    iterations: 20_000,
    training: { batchSize: 100 },
  },
}

/**
 * The settings by which a model is trained on a data set.
 *
 * @throws LabError BAD_INPUT for `paper` and `paper-tenth` of a model that has no published settings
 * @example
 * import { vscFamily } from '@vsc/core'
 *
 * const smiley = { name: 'smiley', kind: 'binary' } as const
 * const { model, training } = presetFor({ model: vscFamily, data: smiley, preset: 'quick' })
 * console.log(model.latentDim, training.iterations) // 40 6000
 */
export function presetFor({ model, data, preset, ...asked }: PresetOptions): Preset {
  if (preset === 'paper' || preset === 'paper-tenth') return published(model, data.name, preset)
  const { hiddenDim, training, ...effort } = efforts[preset]
  const pseudoInputs = effort.pseudoInputCount[data.kind]
  return {
    model: {
      latentDim: preset === 'smoke' ? effort.latentDim : (latentDims[data.name] ?? effort.latentDim),
      ...ofFamily(model, { hiddenDim, ...likelihoodFor[data.kind] }),
      ...model.shortRun?.({ kind: data.kind, hiddenDim, pseudoInputCount: pseudoInputs }),
    },
    training: { ...shortRunTraining(asked.iterations ?? effort.iterations, data.kind), ...training },
    ...(effort.data && { data: effort.data }),
  }
}

/** J of published data in short runs. Clothing and faces have more to them than the rest, and more spikes tell more of them. */
const latentDims: Readonly<Record<string, number>> = { 'fashion-mnist': 100, celeba: 100 }

/** J where the paper sweeps it: the value for which it shows most. */
const publishedLatentDims: Readonly<Record<string, number>> = { smiley: 40, celeba: 300 }

function published({ name, published }: ModelFamily, dataName: string, preset: 'paper' | 'paper-tenth'): Preset {
  if (published === undefined) {
    throw new LabError('BAD_INPUT', `${name} has no published settings: choose another preset than ${preset}`)
  }
  const { model, training } = published(dataName)
  const { freshAdamAt = [], ...shaped } = preset === 'paper' ? training : aTenthOf(training)
  return {
    model: { latentDim: publishedLatentDims[dataName] ?? 60, ...model },
    training: { ...shaped, freshAdamAt: [...freshAdamAt], schedules: { ...shaped.schedules } },
  }
}

/** Of settings that models share those that this one has; all where its schema does not say. */
function ofFamily({ settings }: ModelFamily, shared: Readonly<Record<string, unknown>>) {
  const known = settingKeys(settings)
  return known === undefined
    ? shared
    : Object.fromEntries(Object.entries(shared).filter(([key]) => known.includes(key)))
}

/** The keys of a schema of settings; undefined where it is not made of an object of keys. */
export function settingKeys(schema: z.ZodType): readonly string[] | undefined {
  if (schema instanceof z.ZodPipe) return settingKeys(schema.in as z.ZodType)
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : undefined
}
