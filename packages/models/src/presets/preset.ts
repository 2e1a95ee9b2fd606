import type { TrainingConfigInput } from '@vsc/training'
import type { ModelName } from '../catalogue.js'
import { briskBaselineTraining, briskGaussianTraining, briskGaussianVsc, briskVsc, briskVscTraining } from './brisk.js'
import { type DataKind, likelihoodFor } from './data-kind.js'
import { published } from './published.js'

/** From seconds, for trying things out, to the paper's own settings. */
export const presetNames = ['smoke', 'quick', 'standard', 'paper'] as const

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
  /** In place of the preset's own: its schedules stretch with it, but for those of `paper`. */
  readonly iterations?: number
}

interface Effort {
  readonly latentDim: number
  readonly hiddenDim: number
  readonly pseudoInputCount: number
  readonly iterations: { readonly vsc: number; readonly baseline: number }
  readonly training: Pick<TrainingConfigInput, 'batchSize' | 'logEvery' | 'checkpointEvery'>
  readonly data?: { readonly count: number }
}

const efforts: Readonly<Record<Exclude<PresetName, 'paper'>, Effort>> = {
  /** Seconds: enough to go through every stage, too little to learn anything. */
  smoke: {
    latentDim: 18,
    hiddenDim: 64,
    pseudoInputCount: 5,
    iterations: { vsc: 200, baseline: 100 },
    training: { batchSize: 50, logEvery: 20, checkpointEvery: 50 },
    data: { count: 2000 },
  },
  /** Minutes. */
  quick: {
    latentDim: 40,
    hiddenDim: 400,
    pseudoInputCount: 20,
    iterations: { vsc: 6000, baseline: 4000 },
    training: { batchSize: 100 },
  },
  /** Wider and longer. */
  standard: {
    latentDim: 40,
    hiddenDim: 600,
    pseudoInputCount: 20,
    iterations: { vsc: 10_000, baseline: 4000 },
    training: { batchSize: 200 },
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
  const { latentDim, hiddenDim, pseudoInputCount, training, ...effort } = efforts[preset]
  const iterations = asked.iterations ?? effort.iterations[model === 'vsc' ? 'vsc' : 'baseline']
  const shared = {
    latentDim,
    hiddenDim,
    ...likelihoodFor[data.kind],
    ...(hasPseudoInputs(model) && { pseudoInputCount }),
    ...(model === 'factor-vae' && { discriminatorHiddenDim: hiddenDim }),
  }
  const brisk = briskFor(model, data.kind, iterations)
  return {
    model: { ...shared, ...brisk.model },
    training: { ...brisk.training, ...training },
    ...(effort.data && { data: effort.data }),
  }
}

/** How a model learns in a short run. */
function briskFor(model: ModelName, kind: DataKind, iterations: number) {
  if (model !== 'vsc') return { model: {}, training: briskBaselineTraining(iterations) }
  return kind === 'binary'
    ? { model: briskVsc, training: briskVscTraining(iterations) }
    : { model: briskGaussianVsc, training: briskGaussianTraining(iterations) }
}
