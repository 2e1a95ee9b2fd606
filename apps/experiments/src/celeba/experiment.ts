import type { ConclusionContext, Experiment, Plan, TrainedRun } from '../experiment.js'
import { modelOf } from '../study/models.js'
import { plannedRuns } from '../study/planned-runs.js'
import { resultOf } from '../study/run-result.js'
import { trainingConfigOf, trainingWarnings } from '../study/training.js'
import { type CelebAConfig, celebAConfigSchema } from './config.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { loadFaces } from './faces.js'
import { findFaces } from './findings.js'
import { celebAPresets } from './presets.js'
import { writeUp } from './write-up.js'

/** Faces in 32 x 32 colours, as in Tonolini et al. 2019: what single latents do to a face, and what its spikes tell of it. */
export const celebA: Experiment = {
  name: 'celeba',
  description: 'reconstructions, traversals and samples of faces (CelebA)',
  presets: celebAPresets,
  plan: (config) => planOf(celebAConfigSchema.parse(config)),
}

function planOf(config: CelebAConfig): Plan {
  const runs = plannedRuns(config, 'celeba')
  return {
    config,
    runs,
    warnings: trainingWarnings(config, runs),
    trainingData: (_, options) => loadFaces(config, 'train', options),
    modelOf: (run, data) => modelOf(config, run, data),
    trainingOf: (run) => trainingConfigOf(config, run),
    conclude: (trained, context) => conclude(config, trained, context),
  }
}

async function conclude(config: CelebAConfig, trained: AsyncIterable<TrainedRun>, context: ConclusionContext) {
  const { engine, announce } = context
  const { evaluation } = config
  const [train, test] = [await loadFaces(config, 'train', context), await loadFaces(config, 'test', context)]
  const evaluated: EvaluatedRun[] = []
  for await (const one of trained) {
    announce(`evaluating ${one.run.id} on ${test.count} faces`)
    evaluated.push({ ...one, ...(await findFaces({ trained: one, train, test, engine, evaluation })) })
  }
  announce('drawing the figures')
  return {
    ...(await writeUp({ config, runs: evaluated, train, test, ...context })),
    results: evaluated.map((one) => resultOf(config, one)),
    runFiles: {},
  }
}
