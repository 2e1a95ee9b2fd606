import { modelNames } from '@vsc/models'
import type { ExperimentKeys } from '../config/experiment-keys.js'
import type { PlannedRun } from '../experiment.js'
import { sweptInFileName } from './swept-settings.js'

/** Every model, point of its sweep, J and seed: the models of a configuration on one data set, in this order. */
export function plannedRuns({ models, latentDims, seeds, sweep }: ExperimentKeys, data: string): PlannedRun[] {
  return modelNames
    .filter((model) => models.includes(model))
    .flatMap((model) =>
      latentDims.flatMap((latentDim) =>
        pointsOf(sweep[model] ?? {}).flatMap((swept) =>
          seeds.map((seed) => ({ id: idOf(model, latentDim, seed, swept), model, data, latentDim, seed, swept })),
        ),
      ),
    )
}

type Settings = Readonly<Record<string, unknown>>

/** The product of the values of each key. */
function pointsOf(sweep: Readonly<Record<string, readonly unknown[]>>): Settings[] {
  return Object.entries(sweep).reduce<Settings[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  )
}

function idOf(model: string, latentDim: number, seed: number, swept: Settings): string {
  const parts = Object.entries(swept).map(([key, value]) => `${key}-${sweptInFileName(key, value)}`)
  const id = [model, `j${latentDim}`, ...parts, `seed${seed}`].join('-')
  return id.replace(/[^A-Za-z0-9.-]+/g, '')
}
