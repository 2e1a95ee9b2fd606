import { latentsByUse, likeliestCodes, traversal } from '@vsc/inference'
import { codeOf } from '../codes/code-of.js'
import { badInput } from '../errors.js'
import { decode, evaluate, examplesFor, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal } from '../terminal.js'
import type { Output } from '../write-result.js'
import { printExamples } from './write-images.js'

export interface TraverseOptions extends RunOptions, ExampleOptions, Output {
  readonly example: number
  readonly latents?: readonly number[]
  /** How many of the most used, where `latents` names none. */
  readonly top: number
  readonly from: number
  readonly to: number
  readonly steps: number
}

/** `vsc traverse`: a row for each latent, its value rising from left to right, the others as in one example. */
export async function traverse(directory: string, options: TraverseOptions, terminal: Terminal): Promise<void> {
  const { example, top, from, to, steps } = options
  const run = await openRun(directory, options, terminal)
  const { data } = await examplesFor(run, options, terminal)
  const evaluation = await evaluate(run, data, options.seed)
  const latents = options.latents ?? latentsByUse(evaluation).slice(0, top)
  const wrong = latents.find((latent) => latent < 0 || latent >= run.model.latentDim)
  if (wrong !== undefined) throw badInput(`there is no latent ${wrong}: the model has 0 to ${run.model.latentDim - 1}`)
  const values = Array.from({ length: steps }, (_, step) => from + ((to - from) * step) / Math.max(1, steps - 1))
  const codes = traversal({ code: codeOf(likeliestCodes(evaluation), example), latents, values })
  const examples = { count: codes.rows, data: await decode(run, codes), like: run.run.data }
  note(terminal, `rows: latents ${latents.join(', ')}; columns: ${from} to ${to}`)
  await printExamples(options, examples, { columns: steps }, terminal)
}
