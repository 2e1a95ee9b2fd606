import { join } from 'node:path'
import { DataError, type DataSet } from '@vsc/data'
import { explorerPage } from '@vsc/explorer'
import { describeTrained, LabError, loadRunExamples } from '@vsc/lab'
import { fetchOptions } from '../data/load.js'
import { examplesFor, type OpenRun, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal, warn } from '../terminal.js'
import { writeResult } from '../write-result.js'
import { openInBrowser } from './open-in-browser.js'

export interface ExploreOptions extends RunOptions, ExampleOptions {
  readonly examples: number
  readonly out?: string
  readonly open?: boolean
}

/** Examples of the run's own, which say what latents do however few others are shown; those where its own are gone. */
async function ownExamples(run: OpenRun, others: DataSet, terminal: Terminal): Promise<DataSet> {
  try {
    const { data } = await loadRunExamples({ ...run, ...fetchOptions(terminal) })
    return data
  } catch (error) {
    if (!(error instanceof LabError || error instanceof DataError)) throw error
    warn(terminal, `the run's own data are not at hand: sliders go as far as the codes of ${others.name} do`)
    return others
  }
}

/** `vsc explore` */
export async function explore(place: string, options: ExploreOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  const { data: shown } = await examplesFor(run, options, terminal)
  const { out = join(run.directory, 'explorer.html') } = options
  const page = await explorerPage({
    ...run,
    data: options.data === undefined ? shown : await ownExamples(run, shown, terminal),
    shown,
    ...describeTrained(run),
    command: ['vsc explore', place, ...(options.use === undefined ? [] : ['--use', options.use])].join(' '),
    examples: options.examples,
    seed: options.seed,
  })
  await writeResult(out, { '.html': () => page })
  note(terminal, `${(Buffer.byteLength(page) / 1e6).toFixed(1)} MB, to be opened in a browser`)
  terminal.stdout(`${out}\n`)
  if (options.open && !(await openInBrowser(out))) warn(terminal, `no browser could be started: open ${out} in one`)
}
