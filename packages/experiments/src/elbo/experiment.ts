import type { LabelledDataSet } from '@vsc/data'
import { defineStudy, loadLabelled, splitSettings, unequalTerms } from '@vsc/lab'
import { type ElboConfig, type ElboDataName, elboSchema } from './config.js'
import { configOn, type TestSets } from './data.js'
import { type EvaluatedRun, findElbo } from './findings.js'
import { elboPresets } from './presets.js'
import { writeUp } from './write-up.js'

/**
 * Figure 1 of Tonolini et al. 2019: how does the ELBO of VSC depend on alpha and J, and that of a beta-VAE on beta and J? On
 * Fashion-MNIST and UCI-HAR, with error bars over seeds.
 */
export const elbo = defineStudy<ElboConfig, TestSets, EvaluatedRun>({
  name: 'elbo',
  description: 'how the test ELBO depends on alpha, beta and J, VSC beside beta-VAE (figure 1 of the paper)',
  presets: elboPresets,
  schema: elboSchema,
  data: ({ data }) => data.sets.map((name) => ({ name, settings: splitSettings(name, 'train', data[name]) })),
  configOn,
  warnings: (config) => [...new Set(config.data.sets.flatMap((set) => unequalTerms(configOn(config, set))))],
  async prepare({ data }, context) {
    const sets = new Map<ElboDataName, LabelledDataSet>()
    for (const name of data.sets) sets.set(name, await loadLabelled(splitSettings(name, 'test', data[name]), context))
    return sets
  },
  async find(one, { config, subject, engine, announce }) {
    const test = subject.get(one.run.data)!
    announce(`evaluating ${one.run.id} on ${test.count} examples of ${test.name}`)
    return findElbo({ trained: one, test, engine, evaluation: config.evaluation })
  },
  resultOf: ({ run }) => ({ data: run.data }),
  writeUp,
})
