import type { Schedule } from '@vsc/core'
import type { PlannedRun } from '../experiment/experiment.js'
import { scheduleInWords } from '../experiment/settings-in-words.js'
import { scheduleOrNumber } from '../run-config/run-configuration.js'

type Swept = PlannedRun['swept']

/** The keys of a sweep that say how a model is trained and not what it is. */
const trainingKeys = ['learningRate'] as const

export const isTrainingKey = (key: string): key is (typeof trainingKeys)[number] =>
  (trainingKeys as readonly string[]).includes(key)

/** What a point of a sweep says of the model's own settings. */
export const sweptSettings = (swept: Swept): Swept =>
  Object.fromEntries(Object.entries(swept).filter(([key]) => !isTrainingKey(key)))

/** What it says of training. */
export const sweptTraining = ({ learningRate }: Swept): { readonly learningRate?: Schedule } =>
  learningRate === undefined ? {} : { learningRate: scheduleOrNumber.parse(learningRate) }

/** A swept value for readers: a schedule by the values that it takes, `0.0001 → 0.001 → 0.0001`. */
export function sweptInWords(key: string, value: unknown): string {
  if (!isTrainingKey(key)) return JSON.stringify(value)
  const schedule = scheduleOrNumber.parse(value)
  return schedule.kind === 'piecewise'
    ? schedule.steps.map(({ value }) => value).join(' → ')
    : scheduleInWords(schedule)
}

/** The same for a file name, and different for different values: a schedule by all of its numbers. */
export function sweptInFileName(key: string, value: unknown): string {
  if (!isTrainingKey(key)) return JSON.stringify(value)
  return JSON.stringify(scheduleOrNumber.parse(value))
    .match(/[\d.e-]*\d/g)!
    .join('-')
}
