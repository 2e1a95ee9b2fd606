import {
  parseConfig,
  type Schedule,
  scheduleProblem,
  scheduleRanges,
  scheduleSchema,
  stepSizeRange,
  valuesOf,
} from '@vsc/core'
import * as z from 'zod'
import type { TrainingConfig, TrainingConfigInput } from './training-config.js'

const count = z.number().int().min(1)

/** Schedules by name; those that models of @vsc/core ask for have values that make sense. */
export const schedulesOf = <S extends z.ZodType<Schedule>>(schedule: S) =>
  z
    .record(z.string(), schedule)
    .superRefine((schedules, context) => {
      for (const [name, given] of Object.entries(schedules) as [string, Schedule][]) {
        const range = Object.hasOwn(scheduleRanges, name) ? scheduleRanges[name]! : z.number()
        const message = scheduleProblem(given, range)
        if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message })
      }
    })
    .default({})
    .describe(
      'The scalars that the model asks for by name, such as `lambda` and `slope`, as functions of the iteration.',
    )

/** A schedule of step sizes. */
export const stepSizesOf = <S extends z.ZodType<Schedule>>(schedule: S) =>
  schedule
    .superRefine((given, context) => {
      const message =
        scheduleProblem(given, stepSizeRange) ?? (valuesOf(given).some((value) => value > 0) ? undefined : never)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .meta({
      description: "The optimiser's step size: Adam's, unless another is in its place.",
      range: 'a number above 0 and at most 1000, or a schedule of such, which may be 0 at times',
    })

const never = 'is 0 throughout, and nothing would be learned: expected a step size above 0'

/** The settings of a training run, with their defaults; iterations are counted from 0. */
export const trainingConfigSchema = z.strictObject({
  seed: z
    .union([z.number().int(), z.string()])
    .default(1)
    .describe('Names the initial parameters, the order of the data and the noise of every iteration.'),
  iterations: count.describe('Steps of the optimiser.'),
  batchSize: count.default(500).describe('B, the examples of one step.'),
  learningRate: stepSizesOf(scheduleSchema),
  schedules: schedulesOf(scheduleSchema),
  freshAdamAt: z
    .array(z.number().int().min(0))
    .default([])
    .describe(
      "Iterations before which the optimiser starts afresh, Adam's moments and its step count: in the authors' program, where the step size drops.",
    ),
  clipNorm: z
    .number()
    .gt(0)
    .nullable()
    .default(null)
    .describe('Gradients with a larger norm, over all parameters together, are scaled down to it; null for none.'),
  shuffle: z.boolean().default(true).describe("A new order of the data every epoch; otherwise the data set's own."),
  logEvery: count.default(100).describe('Iterations that one line of metrics.jsonl averages over.'),
  checkpointEvery: count.default(1000).describe('Iterations from one checkpoint to the next.'),
  keepCheckpoints: count.default(3).describe('How many of the newest checkpoints stay; the best one stays besides.'),
  criterion: z
    .strictObject({
      term: z.string().default('elbo').describe('The term of the validation.'),
      goal: z.enum(['max', 'min']).default('max').describe('Whether more or less of it is better.'),
    })
    .prefault({})
    .describe('What early stopping and `bestBy: validation` judge by.'),
  bestBy: z
    .enum(['loss', 'validation'])
    .default('loss')
    .describe(
      'Which checkpoint is the best: that with the lowest training loss, or that with the best validation; one is then written whenever a validation is better than all before.',
    ),
  earlyStopping: z
    .strictObject({
      patience: count.describe('Validations in a row without an improvement after which training ends.'),
      minImprovement: z
        .number()
        .min(0)
        .default(0)
        .describe('What the criterion must improve by for it to count as an improvement.'),
    })
    .nullable()
    .default(null)
    .describe(
      'Ends training once so many validations in a row have not improved the criterion by more than `minImprovement` over the last that did; null for never.',
    ),
})

export type { TrainingConfig, TrainingConfigInput }

/**
 * Checks a configuration and fills in the defaults.
 *
 * @param schedules the names of the scalars that the model wants: the configuration must give these and no others
 * @throws CoreError INVALID_CONFIG listing the problems, each with the path of its key
 */
export function parseTrainingConfig(config: TrainingConfigInput, schedules: readonly string[]): TrainingConfig {
  const schema = trainingConfigSchema.superRefine(({ schedules: given }, context) => {
    const problem = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['schedules', name], message })
    for (const name of schedules) if (!Object.hasOwn(given, name)) problem(name, 'the model needs this schedule')
    for (const name of Object.keys(given))
      if (!schedules.includes(name)) problem(name, 'the model has no such schedule')
  })
  return parseConfig(schema, config, 'training configuration')
}
