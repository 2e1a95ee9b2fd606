import type { DataSet } from '@vsc/data'
import { type Evaluation, latentsByUse, slabTraversal } from '@vsc/inference'
import { activeUnits, type Matrix } from '@vsc/metrics'
import { latentAnswers } from './answers.js'
import type { ExplorerLatent } from './contents.js'

/** Values of a slab that a strip shows: the quantiles that `vsc traverse` has. */
const steps = 7

/** Images in a strip: with spikes the first is the one without the latent. */
export const stripLength = (spikes: boolean): number => steps + (spikes ? 1 : 0)

/** What is known of each latent from what the model makes of examples, most used first. */
export function describeLatents(data: DataSet, evaluation: Evaluation): readonly ExplorerLatent[] {
  const active = new Set(activeUnits(evaluation.posteriorMeans))
  const answers = latentAnswers(data, evaluation)
  const latents = latentsByUse(evaluation)
  const code = new Float32Array(evaluation.codes.columns)
  const { rows } = slabTraversal({ evaluation, code, latents, steps })
  return latents.map((index, place) => {
    const { values, on } = slabValues(evaluation, index)
    const shown = rows[place]!.values.slice(-steps)
    return {
      index,
      used: active.has(index),
      range: [Math.min(values[0]!, shown[0]!), Math.max(values.at(-1)!, shown.at(-1)!)],
      steps: shown,
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
