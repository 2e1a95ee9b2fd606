import { constant, type Schedule, type Settings, scheduleSchema, settings } from '@vsc/core'
import type { ModelName } from '../catalogue.js'
import type { Preset } from './preset.js'

/** The paper's experiment on this data set, by its name; any other is trained as Fashion-MNIST and UCI-HAR are. */
const experiments: Readonly<Record<string, Settings>> = { smiley: settings.smiley, celeba: settings.celeba }

/** The beta-VAE's step size on Smiley, and on Fashion-MNIST and UCI-HAR (supplement, D.1, D.2). Faces had none beside VSC. */
const baselineStepSizes: Readonly<Record<string, number>> = { smiley: 5e-5, celeba: 5e-5 }

/** J where the paper sweeps it: the value for which it shows most. */
const latentDims: Readonly<Record<string, number>> = { smiley: 40, celeba: 300 }

/**
 * As published: VSC's settings of the paper's supplement, and for the baselines, to which it gives few of their own, VSC's
 * width, batches and iterations, at its beta-VAE's step size for this data.
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
    : {
        model: { latentDim, hiddenDim },
        training: { ...training, learningRate: constant(baselineStepSizes[dataName] ?? 1e-4) },
      }
}

/** The same at a tenth of its length, every schedule scaled alike. */
export function aTenthOf({ training, ...preset }: Preset): Preset {
  const { iterations, learningRate, schedules = {}, freshAdamAt = [] } = training
  const scaled = (schedule: Schedule) => shortened(scheduleSchema.parse(schedule))
  return {
    ...preset,
    training: {
      ...training,
      iterations: iterations / 10,
      learningRate: scaled(learningRate),
      schedules: Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, scaled(schedule)])),
      freshAdamAt: freshAdamAt.map(tenth),
    },
  }
}

const tenth = (iteration: number) => Math.round(iteration / 10)

function shortened(schedule: Schedule): Schedule {
  switch (schedule.kind) {
    case 'constant':
      return schedule
    case 'linear':
      return { ...schedule, start: tenth(schedule.start), end: tenth(schedule.end) }
    case 'piecewise':
      return { ...schedule, steps: schedule.steps.map((step) => ({ ...step, start: tenth(step.start) })) }
  }
}
