import type { LabelledDataSet } from '@vsc/data'
import { evaluateModel, latentUse, metricContext } from '@vsc/inference'
import {
  defineStudy,
  type Experiment,
  loadLabelled,
  type PublishedConfig,
  publishedTrainCounts,
  type SpikedEvaluation,
  spikedSchema,
  splitSettings,
} from '@vsc/lab'
import { clothingPresets } from './presets.js'
import type { Clothing, Findings, FoundRun, Question } from './question.js'
import { sharedMetrics } from './shared-metrics.js'
import { writeUp } from './write-up.js'

/** Labelled training images that classifiers learn from, at most. */
const learningCount = 5000

/** The experiment that puts a question to VSC models of Fashion-MNIST: the same models, whatever the question. */
export const clothingExperiment = <F extends Findings>(question: Question<F>): Experiment =>
  defineStudy<PublishedConfig, Clothing, FoundRun<F>>({
    name: question.name,
    description: question.description,
    presets: clothingPresets,
    schema: (lab) => spikedSchema(lab, publishedTrainCounts['fashion-mnist']),
    data: ({ data }) => [{ name: 'fashion-mnist', settings: splitSettings('fashion-mnist', 'train', data) }],
    async prepare({ data }, context) {
      const trainCount = Math.min(learningCount, data.trainCount ?? learningCount)
      return {
        test: await loadLabelled(splitSettings('fashion-mnist', 'test', data), context),
        learning: await loadLabelled(splitSettings('fashion-mnist', 'train', { ...data, trainCount }), context),
      }
    },
    async find(one, { config, subject, engine, announce }) {
      announce(`evaluating ${one.run.id} on ${subject.test.count} images`)
      const evaluate = (data: LabelledDataSet) =>
        evaluateModel({ engine, ...one, data, ...config.evaluation }) as Promise<SpikedEvaluation>
      const evaluation = await evaluate(subject.test)
      const run = { ...one, evaluation, use: latentUse(evaluation) }
      const findings = await question.find({ one: run, ...subject, evaluate, engine, seed: config.evaluation.seed })
      const asked = { engine, ...one, data: subject.test, ...config.evaluation, evaluation }
      const shared = await sharedMetrics(metricContext(asked))
      return { ...run, findings: { ...findings, metrics: { ...shared, ...findings.metrics } } }
    },
    writeUp: (options) => writeUp({ question, ...options }),
  })
