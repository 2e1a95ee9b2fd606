import { prepare, type SmileyDataSet, smileyDataSet, smileyFeatures } from '@vsc/data'
import type { TrainingConfig } from '@vsc/training'
import { plannedRuns } from '../config/planned-runs.js'
import { unfinishedSchedules } from '../config/unfinished-schedules.js'
import { evaluateModel } from '../evaluation/evaluate-model.js'
import type { ConclusionContext, Experiment, Plan, PlannedRun, TrainedRun } from '../experiment.js'
import { createModel } from '../models.js'
import { type SmileyConfig, smileyConfigSchema } from './config.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { findStructure } from './findings.js'
import { smileyPresets } from './presets.js'
import { writeUp } from './write-up.js'

/**
 * Figures 3 and 9 of Tonolini et al. 2019: do latents keep to one attribute of a smiley each? Models are trained on Smiley for
 * every J and seed, and the magnitudes of their codes correlated with the features that generated the test images.
 */
export const smileyCorrelation: Experiment = {
  name: 'smiley-correlation',
  description: 'which latent answers to which feature of a smiley (figures 3 and 9 of the paper)',
  presets: smileyPresets,
  plan: (config) => planOf(smileyConfigSchema.parse(config)),
}

function planOf(config: SmileyConfig): Plan {
  return {
    config,
    runs: plannedRuns(config),
    warnings: warningsOf(config),
    trainingData: () => dataOf(config, 'train'),
    setUp: (run) => ({ model: modelOf(config, run), training: trainingOf(config, run) }),
    conclude: (trained, context) => conclude(config, trained, context),
  }
}

function dataOf({ data }: SmileyConfig, split: 'train' | 'test'): SmileyDataSet {
  const count = split === 'train' ? data.trainCount : data.testCount
  return prepare(smileyDataSet({ count, seed: data.seed, split }), data.preparation)
}

const settingsOf = (config: SmileyConfig, { model, swept }: PlannedRun) => ({ ...config[model], ...swept })

const modelOf = (config: SmileyConfig, run: PlannedRun) =>
  createModel(run.model, settingsOf(config, run), { dataDim: imageSize, latentDim: run.latentDim })

const imageSize = 32 * 32

const trainingOf = ({ training }: SmileyConfig, { seed }: PlannedRun): TrainingConfig => ({ ...training, seed })

function warningsOf({ training: { iterations, learningRate, schedules } }: SmileyConfig): string[] {
  const ofModels = Object.entries(schedules).map(
    ([name, schedule]) => [`training.schedules.${name}`, schedule] as const,
  )
  return unfinishedSchedules({ 'training.learningRate': learningRate, ...Object.fromEntries(ofModels) }, iterations)
}

async function conclude(config: SmileyConfig, trained: readonly TrainedRun[], context: ConclusionContext) {
  const { engine, announce } = context
  const test = dataOf(config, 'test')
  const evaluated: EvaluatedRun[] = []
  for (const trainedRun of trained) {
    announce(`evaluating ${trainedRun.run.id} on ${test.count} images`)
    const { model, parameters } = trainedRun
    const evaluation = await evaluateModel({ engine, model, parameters, data: test, ...config.evaluation })
    evaluated.push({ ...trainedRun, evaluation, findings: findStructure(evaluation, test) })
  }
  announce('drawing the figures')
  return {
    ...(await writeUp({ config, runs: evaluated, test, ...context })),
    results: evaluated.map(({ run, findings, seconds, stepsPerSecond }) => ({
      model: run.model,
      latentDim: run.latentDim,
      seed: run.seed,
      settings: settingsOf(config, run),
      metrics: findings.metrics,
      seconds,
      stepsPerSecond,
    })),
    runFiles: Object.fromEntries(evaluated.map((one) => [one.run.id, { 'correlation.json': correlationFile(one) }])),
  }
}

/** The columns in the paper's order; `latents` says which latent each is. */
function correlationFile({ findings: { correlations, order } }: EvaluatedRun) {
  const { columns, data } = correlations
  return {
    features: smileyFeatures,
    latents: order.latents,
    matrix: smileyFeatures.map((_, i) => order.latents.map((latent) => data[i * columns + latent]!)),
  }
}
