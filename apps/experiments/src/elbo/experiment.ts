import type { ConclusionContext, Experiment, Plan, TrainedRun } from '../experiment.js'
import { modelOf, settingsOf } from '../study/models.js'
import { trainingConfigOf, trainingWarnings, unequalTerms } from '../study/training.js'
import { type ElboConfig, type ElboDataName, elboConfigSchema } from './config.js'
import { configOn, loadSplit, titleOf } from './data.js'
import { findElbo } from './findings.js'
import { runsOn } from './grid.js'
import { elboPresets } from './presets.js'
import { type EvaluatedOn, writeUp } from './write-up.js'

/**
 * Figure 1 of Tonolini et al. 2019: how does the ELBO of VSC depend on alpha and J, and that of a beta-VAE on beta and J? On
 * Fashion-MNIST and UCI-HAR, with error bars over seeds.
 */
export const elbo: Experiment = {
  name: 'elbo',
  description: 'how the test ELBO depends on alpha, beta and J, VSC beside beta-VAE (figure 1 of the paper)',
  presets: elboPresets,
  plan: (config) => planOf(elboConfigSchema.parse(config)),
}

function planOf(config: ElboConfig): Plan {
  const { sets } = config.data
  const runs = sets.flatMap((set) => runsOn(config, set))
  return {
    config,
    runs,
    warnings: [
      ...new Set(sets.flatMap((set) => unequalTerms(configOn(config, set)))),
      ...trainingWarnings(config, runs),
    ],
    trainingData: (run, options) => loadSplit(config, dataOf(run), 'train', options),
    modelOf: (run, data) => modelOf(configOn(config, dataOf(run)), run, data),
    trainingOf: (run) => trainingConfigOf(config, run),
    conclude: (trained, context) => conclude(config, trained, context),
  }
}

const dataOf = ({ data }: Plan['runs'][number]) => data as ElboDataName

async function conclude(config: ElboConfig, trained: readonly TrainedRun[], context: ConclusionContext) {
  const evaluated: EvaluatedOn[] = []
  for (const set of config.data.sets) {
    const own = trained.filter(({ run }) => run.data === set)
    if (own.length > 0) evaluated.push(await evaluateOn(config, set, own, context))
  }
  context.announce('drawing the figures')
  return {
    ...(await writeUp({ config, evaluated, ...context })),
    results: evaluated.flatMap(({ runs }) =>
      runs.map(({ run, findings, seconds, stepsPerSecond }) => ({
        model: run.model,
        data: run.data,
        latentDim: run.latentDim,
        seed: run.seed,
        settings: settingsOf(configOn(config, dataOf(run)), run),
        metrics: findings.metrics,
        seconds,
        stepsPerSecond,
      })),
    ),
    runFiles: {},
  }
}

async function evaluateOn(
  config: ElboConfig,
  set: ElboDataName,
  trained: readonly TrainedRun[],
  context: ConclusionContext,
): Promise<EvaluatedOn> {
  const { engine, announce } = context
  const [train, test] = [await loadSplit(config, set, 'train', context), await loadSplit(config, set, 'test', context)]
  announce(`evaluating ${trained.length} models on ${test.count} examples of ${test.name}`)
  const runs: EvaluatedOn['runs'][number][] = []
  for (const one of trained) runs.push(await findElbo({ trained: one, test, engine, evaluation: config.evaluation }))
  return {
    name: set,
    title: titleOf[set],
    fullTitle: `${titleOf[set]}${test.name.slice(set.length).replace(/^, (.*)/, ' ($1)')}`, // what is missing of it the name says
    trainCount: train.count,
    testCount: test.count,
    runs,
  }
}
