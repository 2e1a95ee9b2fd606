import { samplePrior } from '@vsc/inference'
import type { Matrix } from '@vsc/metrics'
import { requireRoomFor } from '../images/room-for.js'
import { printExamples } from '../images/write-images.js'
import { decode, type OpenRun, openRun } from '../run/open-run.js'
import type { RunOptions } from '../run/options.js'
import type { Terminal } from '../terminal.js'
import type { Output } from '../write-result.js'
import { readCodes } from './read-codes.js'

export interface DecodeOptions extends RunOptions, Output {
  readonly columns?: number
}

/** `vsc decode` */
export async function decodeFile(
  place: string,
  file: string,
  options: DecodeOptions,
  terminal: Terminal,
): Promise<void> {
  const run = await openRun(place, options, terminal)
  await writeDecoded(run, await readCodes(file, run.model.latentDim), options, terminal)
}

/** `vsc sample` */
export async function sample(
  place: string,
  { count, ...options }: DecodeOptions & { readonly count: number },
  terminal: Terminal,
): Promise<void> {
  const run = await openRun(place, options, terminal)
  requireRoomFor(count, run.model)
  await writeDecoded(run, await samplePrior({ ...run, count, seed: options.seed }), options, terminal)
}

/** Writes what codes are decoded to: images in a grid that is about square by default. */
async function writeDecoded(
  run: OpenRun,
  codes: Matrix,
  { columns, ...output }: Output & Pick<DecodeOptions, 'columns'>,
  terminal: Terminal,
): Promise<void> {
  const data = await decode(run, codes)
  const grid = { columns: columns ?? Math.ceil(Math.sqrt(codes.rows)) }
  await printExamples(output, { count: codes.rows, data, like: run.run.data }, grid, terminal)
}
