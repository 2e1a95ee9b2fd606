import type { Engine } from '@vsc/engine'
import { continuousPath, discretePath } from '@vsc/inference'
import type { TrainedRun } from '@vsc/lab'
import { asExamples, decode, type Examples, rowOf, stack } from '@vsc/lab'
import type { Matrix } from '@vsc/metrics'
import type { Pair } from './pairs.js'

/** What lies between two images. */
export interface Path {
  readonly pair: Pair
  /** Codes on the way, both ends included, [n, J], and what they are decoded to, [n, M]. */
  readonly codes: Matrix
  readonly images: Examples
  /** What the second image itself is decoded to, [1, M]. */
  readonly target: Examples
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
  const targets = pairs.map(({ to }) => ({ ...codes, rows: 1, data: rowOf(codes, to) }))
  const decoded = asExamples(await decode(one, engine, stack([...ways, ...targets])), one.model.dataDim)
  const rows = (start: number, count: number) =>
    asExamples(decoded.data.subarray(start * decoded.columns, (start + count) * decoded.columns), decoded.columns)
  let start = 0
  return pairs.map((pair, i) => {
    const way = ways[i]!
    const images = rows(start, way.rows)
    start += way.rows
    return { pair, codes: way, images, target: rows(decoded.rows - pairs.length + i, 1) }
  })
}
