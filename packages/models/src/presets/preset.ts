import type { TrainingConfigInput } from '@vsc/training'
import type { ModelName } from '../catalogue.js'
import { type DataKind, likelihoodFor } from './data-kind.js'
import { aTenthOf, published } from './published.js'
import { shortRunTraining, shortRunVsc } from './short-run.js'

/** From seconds, for trying things out, to the paper's own settings, or these at a tenth of their length. */
export const presetNames = ['smoke', 'quick', 'standard', 'paper-tenth', 'paper'] as const

export type PresetName = (typeof presetNames)[number]

/** Settings to begin from; what is not said has its default. */
export interface Preset {
  /** The model's settings, and J. */
  readonly model: Readonly<Record<string, unknown>> & { readonly latentDim: number }
  readonly training: TrainingConfigInput
  /** How many examples, where not all. */
  readonly data?: { readonly count: number }
}

export interface PresetOptions {
  readonly model: ModelName
  readonly data: { readonly name: string; readonly kind: DataKind }
  readonly preset: PresetName
  /** In place of the preset's own: its schedules stretch with it, but for the published ones. */
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

/** Models whose prior has pseudo-inputs. */
const hasPseudoInputs = (model: ModelName): boolean => model === 'vsc' || model === 'vamp-prior-vae'

/**
 * The settings by which a model is trained on a data set.
 *
 * @example
 * const { model, training } = presetFor({ model: 'vsc', data: { name: 'smiley', kind: 'binary' }, preset: 'quick' })
 * console.log(model.latentDim, training.iterations) // 40 6000
 */
export function presetFor({ model, data, preset, ...asked }: PresetOptions): Preset {
  if (preset === 'paper') return published(model, data.name)
  if (preset === 'paper-tenth') return aTenthOf(published(model, data.name))
  const { hiddenDim, training, ...effort } = efforts[preset]
  const latentDim = preset === 'smoke' ? effort.latentDim : (latentDims[data.name] ?? effort.latentDim)
  const { schedules, ...steps } = shortRunTraining(asked.iterations ?? effort.iterations, data.kind)
  return {
    model: {
      latentDim,
      hiddenDim,
      ...likelihoodFor[data.kind],
      ...(hasPseudoInputs(model) && { pseudoInputCount: effort.pseudoInputCount[data.kind] }),
      ...(model === 'factor-vae' && { discriminatorHiddenDim: hiddenDim }),
      ...(model === 'vsc' && shortRunVsc[data.kind]),
    },
    training: { ...steps, ...(model === 'vsc' && { schedules }), ...training },
    ...(effort.data && { data: effort.data }),
  }
}

/** J of published data in short runs: that of the authors' program for clothing; faces have more to them than the rest. */
const latentDims: Readonly<Record<string, number>> = { 'fashion-mnist': 60, celeba: 100 }
