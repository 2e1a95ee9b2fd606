import type { LabelledDataSet, Split } from '@vsc/data'
import { evaluateModel } from '@vsc/models'
import type { ConclusionContext, Experiment, FetchingOptions, Plan, TrainedRun } from '../experiment.js'
import { latentUse, type SpikedEvaluation } from '../study/latent-use.js'
import { modelOf, settingsOf } from '../study/models.js'
import { plannedRuns } from '../study/planned-runs.js'
import { loadPublished } from '../study/published-data.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { type ClothingConfig, clothingConfigSchema } from './config.js'
import { clothingPresets } from './presets.js'
import type { Findings, FoundRun, Question } from './question.js'
import { sharedMetrics } from './shared-metrics.js'
import { writeUp } from './write-up.js'

/** The experiment that puts a question to VSC models of Fashion-MNIST: the same models, whatever the question. */
export function clothingExperiment<F extends Findings>(question: Question<F>): Experiment {
  return {
    name: question.name,
    description: question.description,
    presets: clothingPresets,
    plan: (config) => planOf(question, clothingConfigSchema.parse(config)),
  }
}

function planOf<F extends Findings>(question: Question<F>, config: ClothingConfig): Plan {
  const runs = plannedRuns(config, 'fashion-mnist')
  return {
    config,
    runs,
    warnings: trainingWarnings(config, runs),
    trainingData: (_, options) => imagesOf(config, 'train', options),
    modelOf: (run, data) => modelOf(config, run, data),
    trainingOf: (run) => trainingConfigOf(config, run),
    conclude: (trained, context) => conclude(question, config, trained, context),
  }
}

const imagesOf = ({ data }: ClothingConfig, split: Split, { signal, onProgress }: FetchingOptions) =>
  loadPublished('fashion-mnist', split, data, { signal, ...(onProgress && { onProgress }) })

/** Labelled training images that classifiers learn from, at most. */
const learningCount = 5000

async function conclude<F extends Findings>(
  question: Question<F>,
  config: ClothingConfig,
  trained: readonly TrainedRun[],
  context: ConclusionContext,
) {
  const { announce, engine } = context
  const { seed } = config.evaluation
  const test = await imagesOf(config, 'test', context)
  const trainCount = Math.min(learningCount, config.data.trainCount ?? learningCount)
  const learning = await imagesOf({ ...config, data: { ...config.data, trainCount } }, 'train', context)
  const found: FoundRun<F>[] = []
  for (const one of trained) {
    announce(`evaluating ${one.run.id} on ${test.count} images`)
    const evaluate = (data: LabelledDataSet) =>
      evaluateModel({ engine, ...one, data, ...config.evaluation }) as Promise<SpikedEvaluation>
    const evaluation = await evaluate(test)
    const run = { ...one, evaluation, use: latentUse(evaluation) }
    const findings = await question.find({ one: run, test, learning, evaluate, engine, seed })
    found.push({ ...run, findings: { ...findings, metrics: { ...sharedMetrics(run), ...findings.metrics } } })
  }
  announce('drawing the figures')
  return {
    ...(await writeUp({ question, config, runs: found, test, ...context })),
    results: found.map(({ run, findings, seconds, stepsPerSecond }) => ({
      model: run.model,
      latentDim: run.latentDim,
      seed: run.seed,
      settings: settingsOf(config, run),
      metrics: findings.metrics,
      seconds,
      stepsPerSecond,
    })),
    runFiles: {},
  }
}
