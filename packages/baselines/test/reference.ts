import { readdirSync, readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import type { LatentModel } from '@vsc/core'
import type { TensorMap } from '@vsc/engine'
import { createBetaTcVae, createBetaVae } from '../src/index.js'

type Vector = readonly number[]
type Matrix = readonly Vector[]

interface CommonSettings {
  readonly likelihood: 'gaussian' | 'bernoulli'
  readonly mean: 'linear' | 'sigmoid'
  readonly varianceFloor: number
  readonly beta: number
}

interface BetaTcVaeSettings extends CommonSettings {
  readonly model: 'beta-tcvae'
  readonly estimator: 'mws' | 'mss'
  readonly datasetSize: number
  readonly alphaMi: number
  readonly gammaDw: number
}

/** One file of reference/: what went in and what the independent program found. */
export interface ReferenceCase {
  readonly settings: BetaTcVaeSettings | (CommonSettings & { readonly model: 'beta-vae' })
  readonly shapes: { readonly M: number; readonly J: number; readonly H: number; readonly B: number }
  readonly params: Readonly<Record<string, Vector | Matrix>>
  readonly x: Matrix
  readonly eps: Matrix
  readonly expected: { readonly loss: number } & Readonly<Record<string, Vector | Matrix>>
  readonly gradients: Readonly<Record<string, Vector | Matrix>>
}

const folder = new URL('./reference/', import.meta.url)

export const referenceCases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, reference: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ReferenceCase }))

/** The same model as one of ours. */
export function modelOf({ settings, shapes }: ReferenceCase): LatentModel {
  const { likelihood, mean, varianceFloor, beta } = settings
  const { M: dataDim, J: latentDim, H: hiddenDim } = shapes
  const common = { dataDim, latentDim, hiddenDim, likelihood, mean, varianceFloor, beta }
  if (settings.model === 'beta-vae') return createBetaVae(common)
  const { estimator, datasetSize, alphaMi: alpha, gammaDw: gamma } = settings
  return createBetaTcVae({ ...common, estimator, datasetSize, alpha, gamma })
}

/** Which of the program's parameters lie side by side in each of ours. */
const parameterNames: Readonly<Record<string, readonly string[]>> = {
  'encoder/hidden/kernel': ['encW'],
  'encoder/hidden/bias': ['encB'],
  'encoder/heads/kernel': ['muW', 'lvW'],
  'encoder/heads/bias': ['muB', 'lvB'],
  'decoder/hidden/kernel': ['decW'],
  'decoder/hidden/bias': ['decB'],
  'decoder/heads/kernel': ['meanW', 'varW'],
  'decoder/heads/bias': ['meanB', 'varB'],
}

/** Values by the program's names as tensors by ours: of the parameters, or of their gradients. */
export function byOurNames(values: Readonly<Record<string, Vector | Matrix>>): TensorMap {
  return Object.fromEntries(
    Object.entries(parameterNames).map(([name, parts]) => {
      const tensors = parts.map((part) => tf.tensor(values[part] as number[][]))
      return [name, tf.concat(tensors, -1)]
    }),
  )
}
