import { join } from 'node:path'
import { explorerPage } from '@vsc/explorer'
import { describeTrained } from '@vsc/lab'
import { examplesFor, openRun } from '../run/open-run.js'
import type { ExampleOptions, RunOptions } from '../run/options.js'
import { note, type Terminal, warn } from '../terminal.js'
import { writeResult } from '../write-result.js'
import { openInBrowser } from './open-in-browser.js'

export interface ExploreOptions extends RunOptions, ExampleOptions {
  readonly examples: number
  readonly out?: string
  readonly open?: boolean
}

/** `vsc explore` */
export async function explore(place: string, options: ExploreOptions, terminal: Terminal): Promise<void> {
  const run = await openRun(place, options, terminal)
  const { data } = await examplesFor(run, options, terminal)
  const { out = join(run.directory, 'explorer.html') } = options
  const page = await explorerPage({
    ...run,
    data,
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
