import { prepare, type SmileyDataSet, smileyAttributes, smileyDataSet, smileyFeatures } from '@vsc/data'
import type { ConclusionContext, Experiment, Plan, TrainedRun } from '../experiment.js'
import { unequalSearch, unequalTerms } from '../study/equal-terms.js'
import { modelOf } from '../study/models.js'
import { plannedRuns } from '../study/planned-runs.js'
import { resultOf } from '../study/run-result.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { type SmileyConfig, smileyConfigSchema } from './config.js'
import type { JudgedRun, ShownRun } from './evaluated-run.js'
import { forgetSurpassed } from './groups.js'
import { createJudge, type Part } from './judge.js'
import { smileyPresets } from './presets.js'
import { referencesOn } from './references.js'
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

/** All three are independent draws: the validation images those of a seed of their own. */
function dataOf({ data }: SmileyConfig, part: Part): SmileyDataSet {
  const drawn = part === 'validation' ? { seed: `${data.seed}/validation` } : { seed: data.seed, split: part }
  return prepare(smileyDataSet({ count: data[`${part}Count`], ...drawn }), data.preparation)
}

async function conclude(config: SmileyConfig, trained: AsyncIterable<TrainedRun>, context: ConclusionContext) {
  const { announce } = context
  const judge = createJudge({ config, engine: context.engine, dataOf: (part) => dataOf(config, part) })
  const judged: JudgedRun[] = []
  const kept = new Map<string, ShownRun>()
  for await (const one of trained) {
    announce(`evaluating ${one.run.id} on ${judge.test.count} images`)
    const { parameters, evaluation, ...rest } = await judge.of(one)
    judged.push(rest)
    kept.set(one.run.id, { ...rest, parameters, evaluation })
    forgetSurpassed(kept, judged)
  }
  announce('drawing the figures')
  const references = referencesOn(judge.test)
  return {
    ...(await writeUp({ config, runs: judged, kept, references, test: judge.test, ...context })),
    results: judged.map((one) => resultOf(config, one)),
    runFiles: Object.fromEntries(
      judged.map((one) => [one.run.id, { 'correlation.json': correlationFile(one), 'latents.json': latentsFile(one) }]),
    ),
  }
}

/** The columns in the paper's order; `latents` says which latent each is. */
function correlationFile({ findings: { correlations, order } }: JudgedRun) {
  const { columns, data } = correlations
  return {
    features: smileyFeatures,
    latents: order.latents,
    matrix: smileyFeatures.map((_, i) => order.latents.map((latent) => data[i * columns + latent]!)),
  }
}

/** Latents in their own order: what each costs, and which tells which attribute. */
function latentsFile({ findings: { latentKl, presence, state } }: JudgedRun) {
  return {
    state,
    kl: Array.from(latentKl),
    presence: Object.fromEntries(smileyAttributes.map((name, a) => [name, presence.perAttribute[a]])),
  }
}
