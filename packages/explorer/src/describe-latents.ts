import type { DataSet } from '@vsc/data'
import { type Evaluation, latentsByUse } from '@vsc/inference'
import { activeUnits, type Matrix } from '@vsc/metrics'
import { latentAnswers } from './answers.js'
import type { ExplorerLatent } from './contents.js'

/** The shares of a slab's values that lie below the steps of a strip. */
const quantiles = [0.02, 0.18, 0.34, 0.5, 0.66, 0.82, 0.98]

/** Images in a strip: with spikes the first is the one without the latent. */
export const stripLength = (spikes: boolean): number => quantiles.length + (spikes ? 1 : 0)

/** What is known of each latent from what the model makes of examples, most used first. */
export function describeLatents(data: DataSet, evaluation: Evaluation): readonly ExplorerLatent[] {
  const active = new Set(activeUnits(evaluation.posteriorMeans))
  const answers = latentAnswers(data, evaluation)
  return latentsByUse(evaluation).map((index) => {
    const { values, on } = slabValues(evaluation, index)
    return {
      index,
      used: active.has(index),
      range: [values[0]!, values.at(-1)!],
      steps: quantiles.map((share) => quantileOf(values, share)),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      on,
      answers: answers[index]!,
    }
  })
}

/** The means of a latent's slab over the examples for which it is on, rising; over all where it never is. */
function slabValues({ means, gammas }: Pick<Evaluation, 'means' | 'gammas'>, latent: number) {
  const all = columnOf(means, latent)
  if (gammas === undefined) return { values: all.sort(), on: 1 }
  const probabilities = columnOf(gammas, latent)
  const values = all.filter((_, row) => probabilities[row]! > 0.5)
  return { values: (values.length > 0 ? values : all).sort(), on: values.length / all.length }
}

const columnOf = ({ rows, columns, data }: Matrix, column: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!)

/** The value that this share of the others lies below, between two of them in proportion. */
function quantileOf(rising: Float64Array, share: number): number {
  const place = share * (rising.length - 1)
  const [below, part] = [Math.floor(place), place % 1]
  return rising[below]! + part * ((rising[below + 1] ?? rising[below]!) - rising[below]!)
}
