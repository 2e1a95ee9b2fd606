import type { DataSet } from '@vsc/data'
import { decodeCodes, type Evaluation, evaluateModel, likeliestCodes } from '@vsc/inference'
import {
  activeUnits,
  correlationContrast,
  correlationMatrix,
  type Matrix,
  orderLatents,
  presence,
  selectColumns,
} from '@vsc/metrics'
import type { ModelView, SpikesByAttribute } from '../view.js'
import type { Learner } from './learner.js'
import { shownCount } from './smileys.js'

/** Names the noise of the codes; that of `vsc evaluate`. */
const seed = 1

/** Looks at what a model makes of test images. */
export async function lookAt(learner: Learner, test: DataSet): Promise<ModelView> {
  const { family, model, engine } = learner.run
  const iteration = learner.iteration()
  const parameters = await learner.parameters()
  const evaluation = await evaluateModel({ engine, model, parameters, data: test, batchSize: test.count, seed })
  const { elbo, elboMixture = elbo! } = evaluation.terms
  const { factors } = test
  const { of, names, present: bits } = factors!.attributes!
  const attributes = { rows: test.count, columns: names.length, data: bits }
  const correlations = correlationMatrix(
    { rows: test.count, columns: factors!.names.length, data: factors!.values },
    evaluation.codes,
  )
  const order = orderLatents(correlations).latents
  const { columns, data: codes } = likeliestCodes(evaluation)
  const first = { rows: shownCount, columns, data: codes.slice(0, shownCount * columns) }
  const decoded = await decodeCodes({ engine, model, parameters, codes: first })
  const spikes = spikesByAttribute(evaluation, attributes, order)
  return {
    name: family.name,
    title: family.title,
    iteration,
    bound: elboMixture.mean,
    standardError: elboMixture.standardError ?? 0,
    latentDim: model.latentDim,
    inUse: activeUnits(evaluation.posteriorMeans).length,
    contrast: correlationContrast(correlations, of),
    presence: presence(attributes, evaluation.posteriorMeans).accuracy,
    order,
    correlations: Float32Array.from(selectColumns(correlations, order).data),
    followers: names.map((attribute, index) => ({ attribute, ...follower(correlations, of, index) })),
    ...(spikes && { spikes }),
    reconstructions: Array.from({ length: shownCount }, (_, k) => decoded.slice(k * test.dim, (k + 1) * test.dim)),
  }
}

/** The latent with the highest correlation with any feature of an attribute. */
function follower({ columns, data }: Matrix, attributeOf: ArrayLike<number>, attribute: number) {
  let best = { latent: 0, correlation: 0 }
  data.forEach((correlation, k) => {
    if (attributeOf[Math.floor(k / columns)] === attribute && correlation > best.correlation) {
      best = { latent: k % columns, correlation }
    }
  })
  return best
}

function spikesByAttribute(
  { gammas }: Evaluation,
  present: Matrix,
  order: readonly number[],
): SpikesByAttribute | undefined {
  if (gammas === undefined) return undefined
  const ordered = selectColumns(gammas, order)
  const meanWhere = (bit: number) => {
    const means = new Float32Array(present.columns * ordered.columns)
    for (let a = 0; a < present.columns; a++) {
      const rows = Array.from({ length: present.rows }, (_, i) => i).filter(
        (i) => present.data[i * present.columns + a] === bit,
      )
      for (const i of rows) {
        for (let j = 0; j < ordered.columns; j++) {
          means[a * ordered.columns + j]! += ordered.data[i * ordered.columns + j]! / rows.length
        }
      }
    }
    return means
  }
  return { present: meanWhere(1), absent: meanWhere(0) }
}
