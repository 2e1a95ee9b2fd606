import { prepare, type SmileyDataSet, smileyAttributes, smileyDataSet, smileyFeatures } from '@vsc/data'
import { type DataSettings, defineStudy, unequalSearch, unequalTerms } from '@vsc/lab'
import { type SmileyConfig, smileySchema } from './config.js'
import type { JudgedRun } from './evaluated-run.js'
import { forgetSurpassed } from './groups.js'
import { createJudge, type Part } from './judge.js'
import { smileyPresets } from './presets.js'
import type { Trial } from './trial.js'
import { writeUp } from './write-up.js'

/**
 * Figures 3 and 9 of Tonolini et al. 2019: do latents keep to one attribute of a smiley each? Models are trained on Smiley for
 * every J and seed, and the magnitudes of their codes correlated with the features that generated the test images.
 */
export const smileyCorrelation = defineStudy<SmileyConfig, Trial, JudgedRun>({
  name: 'smiley-correlation',
  description: 'which latent answers to which feature of a smiley (figures 3 and 9 of the paper)',
  presets: smileyPresets,
  schema: smileySchema,
  data: (config) => [{ name: 'smiley', settings: trainingData(config) }],
  warnings: (config) => [...unequalTerms(config), ...unequalSearch(config)],
  prepare: async (config, { engine }) => ({
    judge: createJudge({ config, engine, dataOf: (part) => dataOf(config, part) }),
    judged: [],
    kept: new Map(),
  }),
  async find(one, { subject: { judge, judged, kept }, announce }) {
    announce(`evaluating ${one.run.id} on ${judge.test.count} images`)
    const { parameters, evaluation, ...rest } = await judge.of(one)
    judged.push(rest)
    kept.set(one.run.id, { ...rest, parameters, evaluation })
    forgetSurpassed(kept, judged)
    return rest
  },
  writeUp,
  filesOf: (one) => ({ 'correlation.json': correlationFile(one), 'latents.json': latentsFile(one) }),
})

const trainingData = ({ data: { trainCount: count, seed, preparation } }: SmileyConfig): DataSettings => ({
  name: 'smiley',
  split: 'train',
  count,
  seed,
  preparation,
})

/** All three are independent draws: the validation images those of a seed of their own. */
function dataOf({ data }: SmileyConfig, part: Part): SmileyDataSet {
  const drawn = part === 'validation' ? { seed: `${data.seed}/validation` } : { seed: data.seed, split: part }
  return prepare(smileyDataSet({ count: data[`${part}Count`], ...drawn }), data.preparation)
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
