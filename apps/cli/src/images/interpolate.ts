import { continuousPath, discretePath, likeliestCodes } from '@vsc/inference'
import { matrixFromRows } from '@vsc/metrics'
import { codeOf } from '../codes/code-of.js'
import { decode, evaluate, examplesFor, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal } from '../terminal.js'
import type { Output } from '../write-result.js'
import { requireRoomFor } from './room-for.js'
import { printExamples } from './write-images.js'

export interface InterpolateOptions extends RunOptions, ExampleOptions, Output {
  readonly from: number
  readonly to: number
  readonly kind: 'continuous' | 'discrete' | 'both'
  readonly steps: number
}

/** `vsc interpolate`: what one code is decoded to on its way to another. */
export async function interpolate(place: string, options: InterpolateOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  if (options.kind !== 'discrete') requireRoomFor(options.steps, run.model)
  const { data } = await examplesFor(run, options, terminal)
  const codes = likeliestCodes(await evaluate(run, data, options.seed))
  const [from, to] = [codeOf(codes, options.from), codeOf(codes, options.to)]
  const path = pathOf(options, from, to)
  const decoded = await decode(run, path)
  const examples = { count: path.rows, data: decoded, like: run.run.data }
  note(terminal, `${path.rows} images from example ${options.from} to example ${options.to}`)
  await printExamples(options, examples, { columns: path.rows }, terminal)
}

/** `both` moves the values first and then switches the spikes, so that it ends at `to`. */
function pathOf({ kind, steps }: Pick<InterpolateOptions, 'kind' | 'steps'>, from: Float32Array, to: Float32Array) {
  if (kind === 'discrete') return discretePath({ from, to })
  const continuous = continuousPath({ from, to, steps })
  if (kind === 'continuous') return continuous
  const { rows, columns, data } = continuous
  const row = (i: number) => data.subarray(i * columns, (i + 1) * columns)
  const discrete = discretePath({ from: row(rows - 1), to })
  const switched = Array.from({ length: discrete.rows - 1 }, (_, i) =>
    discrete.data.subarray((i + 1) * columns, (i + 2) * columns),
  )
  return matrixFromRows([...Array.from({ length: rows }, (_, i) => row(i)), ...switched])
}
