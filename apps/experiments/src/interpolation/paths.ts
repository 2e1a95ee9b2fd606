import type { Engine } from '@vsc/engine'
import type { Matrix } from '@vsc/metrics'
import { continuousPath, discretePath } from '@vsc/models'
import { asExamples, type Examples, rowOf, stack } from '../clothing/examples.js'
import type { TrainedRun } from '../experiment.js'
import { decode } from '../study/images.js'
import type { Pair } from './pairs.js'

/** What lies between two images. */
export interface Path {
  readonly pair: Pair
  /** Codes on the way, both ends included, [n, J], and what they are decoded to, [n, M]. */
  readonly codes: Matrix
  readonly images: Examples
}

/** Codes of a continuous path. */
export const continuousSteps = 9

/** By the values of the latents that both have on, or by switching spikes one at a time. */
export type PathKind = 'continuous' | 'discrete'

interface PathOptions {
  readonly one: TrainedRun
  readonly engine: Engine
  /** Of all test images, [N, J]. */
  readonly codes: Matrix<Float32Array>
  readonly pairs: readonly Pair[]
  readonly kind: PathKind
}

/** The paths between pairs of images, decoded all at once. */
export async function pathsBetween({ one, engine, codes, pairs, kind }: PathOptions): Promise<Path[]> {
  const ways = pairs.map((pair) => {
    const [from, to] = [rowOf(codes, pair.from), rowOf(codes, pair.to)]
    return kind === 'discrete' ? discretePath({ from, to }) : continuousPath({ from, to, steps: continuousSteps })
  })
  const decoded = asExamples(await decode(one, engine, stack(ways)), one.model.dataDim)
  let start = 0
  return pairs.map((pair, i) => {
    const { rows } = ways[i]!
    const images = decoded.data.subarray(start * decoded.columns, (start + rows) * decoded.columns)
    start += rows
    return { pair, codes: ways[i]!, images: asExamples(images, decoded.columns) }
  })
}
