import { evaluate, examplesFor, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import type { Terminal } from '../terminal.js'
import type { Output } from '../write-result.js'
import { type CodePart, writeCodes } from './write-codes.js'

export interface EncodeOptions extends RunOptions, ExampleOptions, Output {
  readonly parts?: readonly CodePart[]
}

/** `vsc encode` */
export async function encode(place: string, options: EncodeOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  const { data } = await examplesFor(run, options, terminal)
  const evaluation = await evaluate(run, data, options.seed)
  await writeCodes(options, { evaluation, parts: options.parts, labels: data.labels }, terminal)
}
