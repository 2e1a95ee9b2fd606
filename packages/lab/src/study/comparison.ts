import type { DataKind } from '@vsc/core'
import { type DataSet, preparationNames } from '@vsc/data'
import type { Engine } from '@vsc/engine'
import {
  computeMetrics,
  evaluateModel,
  fewExamples,
  fewInWords,
  type Metric,
  metricContext,
  withCautions,
} from '@vsc/inference'
import { z } from 'zod'
import { merge } from '../config/merge.js'
import type { ConfigTree } from '../config/tree.js'
import type { Experiment } from '../experiment/experiment.js'
import { count } from '../experiment/experiment-keys.js'
import { type Lab, modelNamed, recordNamed } from '../lab.js'
import { type PresetName, presetFor } from '../presets/preset.js'
import type { DataSettings } from '../run-config/data-settings.js'
import { loadData } from '../run-config/load-data.js'
import { defaultReport } from './default-report.js'
import { unequalTerms } from './equal-terms.js'
import type { EvaluatedRun } from './evaluated-run.js'
import { groupsOf } from './groups.js'
import { drawEach, reconstructionsOf } from './image-figures.js'
import { modelPresets } from './model-presets.js'
import type { Metrics } from './result-tables.js'
import { defineStudy } from './study.js'
import { type StudyConfig, studySchema } from './study-config.js'

/** An experiment that trains models on one data set and compares them by metrics: all that has to be said of it. */
export interface Comparison {
  readonly name: string
  /** One line for `--list`. */
  readonly description: string
  /** The report's title; by default the description. */
  readonly title?: string
  /** A data set by its name, and what its numbers are: presets choose the likelihood by it. */
  readonly data: { readonly name: string; readonly kind: DataKind }
  /** The models that are compared by default. */
  readonly models: readonly [string, ...string[]]
  /**
   * What each preset says beside what it says of the models, such as `{ quick: { seeds: [1, 2, 3], latentDims: [16] } }`. There are
   * those that are named here; `smoke`, `quick` and `standard` where none is.
   */
  readonly presets?: Readonly<Partial<Record<PresetName, ConfigTree>>>
  /**
   * Metrics of the lab by their names, or records; `elbo`, `logLikelihood`, `kl` and `activeUnits` every comparison has. One whose needs
   * a model or the data do not meet is left out.
   */
  readonly metrics: readonly (string | Metric)[]
}

interface ComparedRun extends EvaluatedRun {
  readonly findings: { readonly metrics: Metrics }
}

type ComparisonConfig = StudyConfig & { readonly data: z.output<typeof dataSchema> }

const dataSchema = z
  .strictObject({
    /** How many of the training examples, or how many are drawn; all by default. */
    trainCount: count.optional(),
    /** How many test examples. */
    testCount: count.optional(),
    /** By its name; what suits the numbers unless told. */
    preparation: z.enum(preparationNames).optional(),
  })
  .prefault({})

/** Metrics that every comparison has. */
const shared = ['elbo', 'logLikelihood', 'kl', 'activeUnits']

/**
 * The experiment that a comparison is: its models are trained by presets, evaluated on the test split and written up in a report
 * with a table of metrics, training curves and, of images, reconstructions.
 *
 * @example
 * export const zeros = defineComparison({
 *   name: 'zeros-of-smileys',
 *   description: 'which model leaves most latents at zero',
 *   data: { name: 'smiley', kind: 'binary' },
 *   models: ['vsc', 'beta-vae'],
 *   metrics: ['zeros', 'reconstructionError'],
 * })
 */
export function defineComparison(comparison: Comparison): Experiment {
  const { name, description, title = description, data } = comparison
  return defineStudy<ComparisonConfig, DataSet, ComparedRun>({
    name,
    description,
    presets: (lab) => presetsOf(comparison, lab),
    schema: (lab) =>
      studySchema({
        lab,
        keys: { data: dataSchema },
        exampleCount: ({ data }) => ({
          key: 'data.trainCount',
          value: data.trainCount ?? Number.POSITIVE_INFINITY,
        }),
      }),
    data: (config) => [{ name: data.name, settings: settingsOf(data.name, 'train', config) }],
    warnings: unequalTerms,
    async prepare(config, context) {
      const test = await loadData(settingsOf(data.name, 'test', config), context)
      for (const remark of test.remarks ?? []) context.announce(`${test.name}: ${remark}`)
      return test
    },
    async find(one, { lab, config, subject: test, engine, announce }) {
      announce(`evaluating ${one.run.id} on ${test.count} examples`)
      const asked = { ...one, engine, data: test, ...config.evaluation }
      const evaluation = await evaluateModel(asked)
      const context = metricContext({ ...asked, evaluation })
      const records = metricsOf(comparison, lab)
      const { scores, cautions } = await withCautions({
        ...{ metrics: records, context, count: test.count, seed: config.evaluation.seed },
        scores: (await computeMetrics({ metrics: records, context })) as Readonly<Record<string, number>>,
      })
      for (const caution of cautions.slice(1)) announce(`${one.run.id}: ${caution}`) // the first is about all runs
      return { ...one, evaluation, findings: { metrics: scores } }
    },
    writeUp: async ({ subject: test, lab, ...options }) =>
      defaultReport({
        ...options,
        title,
        columns: metricsOf(comparison, lab),
        cautions: test.count < fewExamples ? [fewInWords(test.count)] : [],
        sections: await imagesOf({ test, ...options }),
      }),
  })
}

/** The records of a comparison: its own, then those that every one has. */
function metricsOf({ metrics }: Comparison, { metrics: known, origin }: Lab): readonly Metric[] {
  const named = (name: string) => recordNamed(known, name, { what: 'metric', code: 'BAD_INPUT', origin })
  const own = metrics.map((metric) => (typeof metric === 'string' ? named(metric) : metric))
  return [...own, ...shared.map(named).filter(({ name }) => own.every((each) => each.name !== name))]
}

/** A split of the data as a run's configuration has it. */
function settingsOf(name: string, split: 'train' | 'test', { data }: ComparisonConfig): DataSettings {
  const { preparation } = data
  const count = data[`${split}Count`]
  return { name, split, ...(count !== undefined && { count }), ...(preparation !== undefined && { preparation }) }
}

/** What presets say of models on such data, under what the comparison says itself. */
function presetsOf({ data, models, presets = { smoke: {}, quick: {}, standard: {} } }: Comparison, lab: Lab) {
  const all = Object.entries(presets) as [PresetName, ConfigTree][]
  return Object.fromEntries(
    all.map(([preset, own]) => {
      const first = presetFor({ model: modelNamed(lab, models[0]), data, preset })
      const start = {
        ...modelPresets({ lab, preset, data }),
        models,
        latentDims: [first.model.latentDim],
        ...(first.data && { data: { trainCount: first.data.count } }),
      }
      return [preset, merge(start, own)] as const
    }),
  )
}

/** Reconstructions by one run of each group, where examples are images. */
async function imagesOf({ runs, test, engine }: Shown) {
  if (test.shape.length < 2) return []
  const figures = await drawEach(groupsOf(runs), ({ label, runs: [one] }) =>
    reconstructionsOf({ one, label, test, engine }),
  )
  return [{ heading: 'Reconstructions', figures }]
}

interface Shown {
  readonly test: DataSet
  readonly engine: Engine
  readonly runs: readonly ComparedRun[]
}
