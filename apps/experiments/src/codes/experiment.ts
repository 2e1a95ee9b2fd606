import type { LabelledDataSet, Split } from '@vsc/data'
import { evaluateModel } from '@vsc/models'
import type { ConclusionContext, Experiment, FetchingOptions, Plan, TrainedRun } from '../experiment.js'
import { unequalTerms } from '../study/equal-terms.js'
import { modelOf } from '../study/models.js'
import { plannedRuns } from '../study/planned-runs.js'
import { firstExamples, loadPublished } from '../study/published-data.js'
import { resultOf } from '../study/run-result.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { accuracyOf, pixelsOf } from './accuracy.js'
import { type CodesConfig, codesConfigSchema } from './config.js'
import { findAccuracy } from './findings.js'
import type { EvaluatedRun } from './groups.js'
import { codesPresets } from './presets.js'
import { writeUp } from './write-up.js'

/**
 * The classification of codes in the first version of Tonolini et al. (2018): how much of the class of an image can be read off its
 * code with few labels, as the number of latents grows? VSC beside a VAE on Fashion-MNIST.
 */
export const codes: Experiment = {
  name: 'codes',
  description: 'how well codes are classified with few labels as J grows, VSC beside a VAE (the paper’s first version)',
  presets: codesPresets,
  plan: (config) => planOf(codesConfigSchema.parse(config)),
}

function planOf(config: CodesConfig): Plan {
  const runs = plannedRuns(config, 'fashion-mnist')
  return {
    config,
    runs,
    warnings: [...unequalTerms(config), ...trainingWarnings(config, runs)],
    trainingData: (_, options) => imagesOf(config, 'train', options),
    modelOf: (run, data) => modelOf(config, run, data),
    trainingOf: (run) => trainingConfigOf(config, run),
    conclude: (trained, context) => conclude(config, trained, context),
  }
}

const imagesOf = ({ data }: CodesConfig, split: Split, { signal, onProgress }: FetchingOptions) =>
  loadPublished('fashion-mnist', split, data, { signal, ...(onProgress && { onProgress }) })

async function conclude(config: CodesConfig, trained: AsyncIterable<TrainedRun>, context: ConclusionContext) {
  const { engine, announce } = context
  const { classifier } = config
  const labelled = firstExamples(await imagesOf(config, 'train', context), classifier.labelCount)
  const test = await imagesOf(config, 'test', context)
  const evaluated: EvaluatedRun[] = []
  for await (const one of trained) {
    announce(`classifying ${test.count} test images by the codes of ${one.run.id}`)
    const encode = async (images: LabelledDataSet) => ({
      images,
      evaluation: await evaluateModel({ ...one, engine, data: images, ...config.evaluation }),
    })
    const [learned, judged] = [await encode(labelled), await encode(test)]
    const findings = findAccuracy({ labelled: learned, test: judged }, classifier)
    evaluated.push({ ...one, evaluation: judged.evaluation, findings })
  }
  announce('classifying them by their pixels')
  const pixels = accuracyOf({ train: pixelsOf(labelled), test: pixelsOf(test) }, classifier)
  announce('drawing the figures')
  return {
    ...(await writeUp({ config, runs: evaluated, test, pixels, ...context })),
    results: evaluated.map((one) => resultOf(config, one)),
    runFiles: {},
  }
}
