import { prepare, type SmileyDataSet, smileyDataSet, smileyFeatures } from '@vsc/data'
import { evaluateModel } from '@vsc/models'
import type { ConclusionContext, Experiment, Plan, TrainedRun } from '../experiment.js'
import { unequalSearch, unequalTerms } from '../study/equal-terms.js'
import { modelOf } from '../study/models.js'
import { plannedRuns } from '../study/planned-runs.js'
import { resultOf } from '../study/run-result.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { type SmileyConfig, smileyConfigSchema } from './config.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { findStructure } from './findings.js'
import { smileyPresets } from './presets.js'
import { validate } from './validation.js'
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
  const runs = plannedRuns(config, 'smiley')
  return {
    config,
    runs,
    warnings: [...unequalTerms(config), ...unequalSearch(config), ...trainingWarnings(config, runs)],
    trainingData: async () => dataOf(config, 'train'),
    modelOf: (run, data) => modelOf(config, run, data),
    trainingOf: (run) => trainingConfigOf(config, run),
    conclude: (trained, context) => conclude(config, trained, context),
  }
}

type Part = 'train' | 'validation' | 'test'

/** All three are independent draws: the validation images those of a seed of their own. */
function dataOf({ data }: SmileyConfig, part: Part): SmileyDataSet {
  const drawn = part === 'validation' ? { seed: `${data.seed}/validation` } : { seed: data.seed, split: part }
  return prepare(smileyDataSet({ count: data[`${part}Count`], ...drawn }), data.preparation)
}

async function conclude(config: SmileyConfig, trained: AsyncIterable<TrainedRun>, context: ConclusionContext) {
  const { announce } = context
  const test = dataOf(config, 'test')
  const validation = Object.keys(config.sweep).length > 0 ? dataOf(config, 'validation') : undefined
  const evaluated: EvaluatedRun[] = []
  for await (const one of trained) {
    announce(`evaluating ${one.run.id} on ${test.count} images`)
    const encode = (data: SmileyDataSet) => evaluateModel({ ...context, ...one, data, ...config.evaluation })
    const evaluation = await encode(test)
    evaluated.push({
      ...one,
      evaluation,
      findings: findStructure(evaluation, test),
      ...(validation && isSwept(one) && { validation: validate(await encode(validation), validation) }),
    })
  }
  announce('drawing the figures')
  return {
    ...(await writeUp({ config, runs: evaluated, test, ...context })),
    results: evaluated.map((one) => resultOf(config, one)),
    runFiles: Object.fromEntries(evaluated.map((one) => [one.run.id, { 'correlation.json': correlationFile(one) }])),
  }
}

const isSwept = ({ run }: TrainedRun): boolean => Object.keys(run.swept).length > 0

/** The columns in the paper's order; `latents` says which latent each is. */
function correlationFile({ findings: { correlations, order } }: EvaluatedRun) {
  const { columns, data } = correlations
  return {
    features: smileyFeatures,
    latents: order.latents,
    matrix: smileyFeatures.map((_, i) => order.latents.map((latent) => data[i * columns + latent]!)),
  }
}
