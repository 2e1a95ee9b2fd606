import { encodeNpy } from '@vsc/data'
import {
  type Evaluation,
  latentsByUse,
  likeliestCodes,
  type SlabTraversal,
  slabTraversal,
  traversal,
} from '@vsc/inference'
import { drawTraversal, fullestExample, traversalInWords } from '@vsc/lab'
import { isVscError } from '@vsc/terminal'
import { codeOf } from '../codes/code-of.js'
import { badInput } from '../errors.js'
import { inExamples } from '../evaluation/evaluation-table.js'
import { decode, evaluate, examplesFor, type OpenRun, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal, warn } from '../terminal.js'
import { type Output, writeOutput } from '../write-result.js'
import { asImages } from './as-images.js'
import { requireRoomFor } from './room-for.js'

export interface TraverseOptions extends RunOptions, ExampleOptions, Output {
  /** The one that has most of these latents on, where none is named. */
  readonly example?: number
  readonly latents?: readonly number[]
  /** How many of the most used, where `latents` names none. */
  readonly top: number
  /** In place of the values that each latent has itself. */
  readonly from?: number
  readonly to?: number
  readonly steps: number
}

/** `vsc traverse`: a row for each latent, off and through its values from left to right, the others as in one example. */
export async function traverse(place: string, options: TraverseOptions, terminal: Terminal): Promise<void> {
  const { top, from, to, steps } = options
  if ((from === undefined) !== (to === undefined)) throw badInput('--from and --to go together: say both, or neither')
  const run = await openRun(place, options, terminal)
  const latents = options.latents
  const wrong = latents?.find((latent) => latent < 0 || latent >= run.model.latentDim)
  if (wrong !== undefined) throw badInput(`there is no latent ${wrong}: the model has 0 to ${run.model.latentDim - 1}`)
  requireRoomFor(steps * (latents?.length ?? Math.min(top, run.model.latentDim)), run.model)
  const { data: examples } = await examplesFor(run, options, terminal)
  const evaluation = await evaluate(run, examples, options.seed)
  const known =
    from === undefined ? await ofEnough(run, options, { evaluation, count: examples.count }, terminal) : evaluation
  const led = latents ?? latentsByUse(known).slice(0, top)
  const codes = likeliestCodes(evaluation)
  const example = options.example ?? fullestExample({ codes }, led)
  const code = codeOf(codes, example)
  const traversed =
    from === undefined || to === undefined
      ? slabTraversal({ evaluation: known, code, latents: led, steps })
      : sameForAll({ code, latents: led, from, to, steps })

  const data = await decode(run, traversed.codes)
  const like = run.run.data
  const spikes = evaluation.gammas !== undefined
  const figure = () =>
    drawTraversal({
      name: 'traversal',
      title: `Latent traversals, ${run.family.title}`,
      traversed,
      rowLabels: led.map((latent) => `latent ${latent}`),
      images: asImages({ count: traversed.codes.rows, data, like }),
    })
  const columns = from === undefined ? traversalInWords(spikes).replaceAll('’', "'") : `the values ${from} to ${to}`
  note(terminal, `rows: latents ${led.join(', ')}, around the code of example ${example}; columns: ${columns}`)
  await writeOutput(
    options,
    {
      '.png': async () => (await figure()).png,
      '.svg': async () => (await figure()).svg,
      '.npy': () => encodeNpy({ shape: [traversed.codes.rows, ...like.shape], data }),
    },
    terminal,
  )
}

/** So many examples say through which values a latent goes. */
const enough = 100

interface Shown {
  readonly evaluation: Evaluation
  readonly count: number
}

/** What tells the values of latents: the examples that are shown, or, where these are few, those that the run was trained on. */
async function ofEnough(run: OpenRun, options: TraverseOptions, { evaluation, count }: Shown, terminal: Terminal) {
  const { data, count: asked, split, ...rest } = options
  if (count >= enough || (data === undefined && asked === undefined)) return evaluation
  try {
    const { data: own } = await examplesFor(
      run,
      { ...rest, split: 'train', count: 10 * enough },
      { ...terminal, quiet: true },
    )
    return await evaluate(run, own, options.seed)
  } catch (cause) {
    if (!isVscError(cause)) throw cause
    warn(
      terminal,
      `the values are those of ${inExamples(count)} alone, for the run's own data cannot be had: ${cause.message}`,
    )
    return evaluation
  }
}

interface SameForAll {
  readonly code: Float32Array
  readonly latents: readonly number[]
  readonly from: number
  readonly to: number
  readonly steps: number
}

/** The same values for every latent, in equal steps. */
function sameForAll({ code, latents, from, to, steps }: SameForAll): SlabTraversal {
  const values = Array.from({ length: steps }, (_, step) => from + ((to - from) * step) / Math.max(1, steps - 1))
  return {
    codes: traversal({ code, latents, values }),
    columns: steps,
    columnLabels: values.map((value) => `z = ${Number(value.toFixed(3))}`.replace('-', '−')),
    rows: latents.map((latent) => ({ latent, values, neverOn: false })),
  }
}
