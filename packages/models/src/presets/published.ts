import { constant, type Settings, settings } from '@vsc/core'
import type { ModelName } from '../catalogue.js'
import type { Preset } from './preset.js'

/** The paper's experiment on this data set, by its name; any other is trained as Fashion-MNIST and UCI-HAR are. */
const experiments: Readonly<Record<string, Settings>> = { smiley: settings.smiley, celeba: settings.celeba }

/** J where the paper sweeps it: the value for which it shows most. */
const latentDims: Readonly<Record<string, number>> = { smiley: 40, celeba: 300 }

/**
 * As published: VSC's settings of the paper's supplement, and for the baselines, to which it gives few of their own, VSC's
 * width, batches and iterations at a step size of 5e-5.
 */
export function published(model: ModelName, dataName: string): Preset {
  const experiment = experiments[dataName] ?? settings.elbo
  const { variant, hiddenDim, pseudoInputCount } = experiment.model
  const { lambda, slope, freshAdamAt, ...training } = experiment.training
  const latentDim = latentDims[dataName] ?? 60
  return model === 'vsc'
    ? {
        model: { latentDim, variant, hiddenDim, pseudoInputCount },
        training: { ...training, freshAdamAt: [...freshAdamAt], schedules: { lambda, slope } },
      }
    : { model: { latentDim, hiddenDim }, training: { ...training, learningRate: constant(5e-5) } }
}
