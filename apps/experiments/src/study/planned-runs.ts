import { type ModelName, modelNames } from '@vsc/models'
import type { PlannedRun } from '../experiment.js'
import type { StudyConfig } from './study-config.js'
import { isTrainingKey, sweptInFileName } from './swept-settings.js'

/**
 * Every model, point of its sweep, J and seed: the models of a configuration on one data set, in this order. At a J that `sweepAt`
 * leaves out the one point is that of the model's own settings.
 */
export function plannedRuns(config: StudyConfig, data: string): PlannedRun[] {
  const { models, latentDims, seeds, sweep, sweepAt = latentDims } = config
  return modelNames
    .filter((model) => models.includes(model))
    .flatMap((model) => {
      const points = pointsOf(sweep[model] ?? {})
      const own = [ownPoint(config, model)]
      return latentDims.flatMap((latentDim) =>
        (sweepAt.includes(latentDim) ? points : own).flatMap((swept) =>
          seeds.map((seed) => ({ id: idOf(model, latentDim, seed, swept), model, data, latentDim, seed, swept })),
        ),
      )
    })
}

type Settings = Readonly<Record<string, unknown>>

/** The product of the values of each key. */
function pointsOf(sweep: Readonly<Record<string, readonly unknown[]>>): Settings[] {
  return Object.entries(sweep).reduce<Settings[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  )
}

/** What the settings under a model's own name say of the keys of its sweep. */
const ownPoint = (config: StudyConfig, model: ModelName): Settings =>
  Object.fromEntries(Object.keys(config.sweep[model] ?? {}).map((key) => [key, settingOf(config, model, key)]))

/** A setting of a model, or of its training, that no sweep changes. */
export const settingOf = ({ training, trainingOf, ...config }: StudyConfig, model: ModelName, key: string): unknown =>
  isTrainingKey(key)
    ? (trainingOf[model]?.[key] ?? training[key])
    : (config[model] as Readonly<Record<string, unknown>>)[key]

function idOf(model: string, latentDim: number, seed: number, swept: Settings): string {
  const parts = Object.entries(swept).map(([key, value]) => `${key}-${sweptInFileName(key, value)}`)
  const id = [model, `j${latentDim}`, ...parts, `seed${seed}`].join('-')
  return id.replace(/[^A-Za-z0-9.-]+/g, '')
}
