import { join } from 'node:path'
import { makeFolder } from '@vsc/data/node'
import { exportModel } from '@vsc/inference'
import { recallMemory } from '@vsc/lab'
import { readMetrics, writeFileAtomically } from '@vsc/training/node'
import { reportOn } from '../evaluation/evaluate.js'
import { examplesFor, type OpenRun, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal, warn } from '../terminal.js'
import { type CardFigure, drawFigures } from './card-figures.js'
import { modelCard } from './model-card.js'
import { withoutFolder } from './without-folder.js'

export interface ExportOptions extends RunOptions, ExampleOptions {
  readonly out: string
  /** False to leave out the metrics and the figures, which need the data. */
  readonly evaluation: boolean
}

/** `vsc export` */
export async function exportRun(place: string, options: ExportOptions, terminal: Terminal): Promise<void> {
  const { out, evaluation } = options
  const run = await openRun(place, options, terminal)
  const { data, assumed } = await dataOf(run, terminal)
  const { encoder, decoder } = exportModel({ ...run, data, metadata: metadataOf(run) })
  const shown = evaluation ? await evaluated(run, options, terminal) : { figures: [] }
  const log = await readMetrics(join(run.directory, 'metrics.jsonl'), {
    onWarning: (message) => warn(terminal, message),
  })

  await makeFolder(out)
  const write = (name: string, contents: string | Uint8Array) => writeFileAtomically(join(out, name), contents)
  await write('encoder.onnx', encoder)
  await write('decoder.onnx', decoder)
  for (const { file, png } of shown.figures) await write(file, png)
  await write('README.md', modelCard({ run, data, assumed, latest: log.at(-1), ...shown }))
  note(terminal, `wrote encoder.onnx, decoder.onnx and README.md${shown.figures.length > 0 ? ' with figures' : ''}`)
  terminal.stdout(`${out}\n`)
}

async function evaluated(run: OpenRun, options: ExportOptions, terminal: Terminal) {
  const examples = await examplesFor(run, options, terminal)
  const report = await reportOn(run, examples, options, terminal)
  const figures: readonly CardFigure[] = await drawFigures(run, examples.data, options.seed)
  return { report, figures }
}

/** What the run was trained on, for others to read, and what a run of an earlier version leaves open. */
async function dataOf({ lab, run, directory }: OpenRun, terminal: Terminal) {
  const { assumed, ...memory } = await recallMemory({ lab, run, directory })
  if (assumed !== undefined) warn(terminal, assumed)
  return { data: withoutFolder({ ...run.data, ...memory }), assumed }
}

/** What the .onnx files say of where they come from, beside the model's name and configuration. */
const metadataOf = ({ run: { training }, iteration }: OpenRun): Record<string, string> => ({
  training: JSON.stringify(training),
  iteration: `${iteration}`,
})
