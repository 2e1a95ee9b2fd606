import { readdirSync, readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs'
import type { TensorMap } from '@vsc/engine'
import type { VscConfigInput } from '../src/index.js'

type Vector = readonly number[]
type Matrix = readonly Vector[]

/** One file of reference/: what went in and what the independent program found. */
export interface ReferenceCase {
  readonly settings: {
    readonly variant: 'paper' | 'reference'
    readonly prior: 'pseudo-inputs' | 'fixed'
    readonly likelihood: 'gaussian' | 'bernoulli'
    readonly mean: 'linear' | 'sigmoid'
    readonly varianceFloor: number
    readonly alpha: number
    readonly slope: number
    readonly lambda: number
  }
  readonly shapes: {
    readonly M: number
    readonly J: number
    readonly H: number
    readonly K: number
    readonly B: number
  }
  readonly params: Readonly<Record<string, Vector | Matrix>>
  readonly x: Matrix
  readonly eps: Matrix
  readonly eta: Matrix
  readonly expected: { readonly loss: number } & Readonly<Record<string, Vector | Matrix>>
  readonly gradients: Readonly<Record<string, Vector | Matrix | null>>
}

const folder = new URL('./reference/', import.meta.url)

export const referenceCases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => ({ file, reference: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ReferenceCase }))

/** The same model as a configuration of ours. */
export function configOf({ settings, shapes }: ReferenceCase): VscConfigInput {
  const { variant, prior, likelihood, mean, varianceFloor, alpha } = settings
  return {
    ...{ variant, prior, likelihood, mean, varianceFloor, alpha },
    dataDim: shapes.M,
    latentDim: shapes.J,
    hiddenDim: shapes.H,
    pseudoInputCount: shapes.K,
  }
}

/** Which of the program's parameters lie side by side in each of ours; those that a case lacks are left out. */
const parameterNames: Readonly<Record<string, readonly string[]>> = {
  'encoder/hidden/kernel': ['encW'],
  'encoder/hidden/bias': ['encB'],
  'encoder/heads/kernel': ['muW', 'lvW', 'spikeW'],
  'encoder/heads/bias': ['muB', 'lvB', 'spikeB'],
  'decoder/hidden/kernel': ['decW'],
  'decoder/hidden/bias': ['decB'],
  'decoder/heads/kernel': ['meanW', 'varW'],
  'decoder/heads/bias': ['meanB', 'varB'],
  pseudoInputs: ['pseudo'],
  'selection/kernel': ['selW'],
  'selection/bias': ['selB'],
}

/** Values by the program's names as tensors by ours: of the parameters, or of their gradients. */
export function byOurNames(values: Readonly<Record<string, Vector | Matrix | null>>): TensorMap {
  return Object.fromEntries(
    Object.entries(parameterNames).flatMap(([name, parts]) => {
      const tensors = parts.flatMap((part) => (values[part] ? [tf.tensor(values[part] as number[][])] : []))
      return tensors.length === 0 ? [] : [[name, tf.concat(tensors, -1)]]
    }),
  )
}
