import type { LabelledDataSet } from '@vsc/data'
import type { ConclusionContext, Experiment, Plan, TrainedRun } from '../experiment.js'
import { unequalTerms } from '../study/equal-terms.js'
import { modelOf } from '../study/models.js'
import { resultOf } from '../study/run-result.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { type ElboConfig, type ElboDataName, elboConfigSchema } from './config.js'
import { configOn, describeData, loadSplit } from './data.js'
import { type EvaluatedRun, findElbo } from './findings.js'
import { runsOn } from './grid.js'
import { elboPresets } from './presets.js'
import { writeUp } from './write-up.js'

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

async function conclude(config: ElboConfig, trained: AsyncIterable<TrainedRun>, context: ConclusionContext) {
  const { engine, announce } = context
  const found = new Map<ElboDataName, { readonly test: LabelledDataSet; readonly runs: EvaluatedRun[] }>()
  for await (const one of trained) {
    const set = dataOf(one.run)
    const on = found.get(set) ?? { test: await loadSplit(config, set, 'test', context), runs: [] }
    if (!found.has(set)) announce(`evaluating on ${on.test.count} examples of ${on.test.name}`)
    found.set(set, on)
    on.runs.push(await findElbo({ trained: one, test: on.test, engine, evaluation: config.evaluation }))
  }
  announce('drawing the figures')
  const evaluated = Array.from(found, ([set, { test, runs }]) => ({ ...describeData(config, set, test), runs }))
  return {
    ...(await writeUp({ config, evaluated, ...context })),
    results: evaluated.flatMap(({ runs }) =>
      runs.map((one) => ({ ...resultOf(configOn(config, dataOf(one.run)), one), data: one.run.data })),
    ),
    runFiles: {},
  }
}
