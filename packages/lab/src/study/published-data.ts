import type { LabelledDataSet, Split } from '@vsc/data'
import { z } from 'zod'
import { LabError } from '../errors.js'
import { count } from '../experiment/experiment-keys.js'
import type { Lab } from '../lab.js'
import type { DataSettings } from '../run-config/data-settings.js'
import { type LoadingOptions, loadData } from '../run-config/load-data.js'
import { type StudyConfig, spikeProblems, studySchema } from './study-config.js'

/** How many training examples there are. */
export const publishedTrainCounts = { 'fashion-mnist': 60_000, mnist: 60_000, 'uci-har': 7352 } as const

/** How much of a published data set is taken, and how its numbers are scaled. */
export const publishedDataKeys = {
  trainCount: count.optional().describe('How many training examples, from the first on; all by default.'),
  testCount: count
    .min(10)
    .optional()
    .describe(
      'How many test examples, from the first on; every number except those of the training curves is about them. All by default.',
    ),
  preparation: z
    .enum(['none', 'unit', 'l2'])
    .default('unit')
    .describe(
      "`unit` maps the numbers onto 0 to 1, `l2` divides an example by its norm, as the authors' program does.",
    ),
}

/** What {@link publishedDataKeys} say. */
export interface PublishedData {
  readonly trainCount?: number | undefined
  readonly testCount?: number | undefined
  readonly preparation: 'none' | 'unit' | 'l2'
}

/** The configuration of a study on one published data set. */
export type PublishedConfig = StudyConfig & { readonly data: PublishedData }

/** What such a study can be told, its models with spikes; `trainCount` is how many training examples there are. */
export const spikedSchema = (lab: Lab, trainCount: number): z.ZodType<PublishedConfig> =>
  studySchema({
    lab,
    keys: { data: z.strictObject(publishedDataKeys).prefault({}) },
    exampleCount: ({ data }) => ({ key: 'data.trainCount', value: data.trainCount ?? trainCount }),
    problems: (config) => spikeProblems(lab, config),
  })

/** A split of a data set as a run's configuration has it. */
export function splitSettings(name: string, split: Split, { preparation, ...counts }: PublishedData): DataSettings {
  const count = counts[`${split}Count`]
  return { name, split, ...(count !== undefined && { count }), preparation }
}

/**
 * Loads data whose examples belong to classes.
 *
 * @throws LabError BAD_INPUT where they do not; DataError as its loader does
 */
export async function loadLabelled(settings: DataSettings, options: LoadingOptions): Promise<LabelledDataSet> {
  const data = await loadData(settings, options)
  if ('labels' in data && 'classes' in data) return data as LabelledDataSet
  throw new LabError('BAD_INPUT', `the examples of ${data.name} belong to no classes, which is what this is about`)
}
